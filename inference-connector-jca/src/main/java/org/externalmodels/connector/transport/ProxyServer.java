package org.externalmodels.connector.transport;

import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.externalmodels.connector.egress.HostList;

/**
 * An HTTP proxy through which calls go.
 *
 * @param host its name or address
 * @param port where it listens
 * @param direct hosts that are called without it: names, {@code *.suffixes}, addresses, ranges
 */
public record ProxyServer(String host, int port, List<String> direct) {

    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9a-fA-F:.]+]):(\\d{1,5})");
    private static final int MAX_PORT = 65_535;

    public ProxyServer {
        Objects.requireNonNull(host, "host");
        direct = List.copyOf(direct);
        HostList.of(direct);
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("a port is between 1 and " + MAX_PORT + ", not " + port);
        }
    }

    /**
     * Reads {@code host:port}.
     *
     * @throws IllegalArgumentException if the text is nothing of this form, or an entry of the list is not understood
     */
    public static ProxyServer of(String address, List<String> direct) {
        Matcher parts = ADDRESS.matcher(address.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("a proxy is host:port, not '" + address + "'");
        }
        return new ProxyServer(parts.group(1), Integer.parseInt(parts.group(2)), direct);
    }

    HostList directHosts() {
        return HostList.of(direct);
    }
}
