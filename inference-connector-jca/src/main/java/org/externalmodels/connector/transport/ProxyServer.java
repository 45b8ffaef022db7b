package org.externalmodels.connector.transport;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.externalmodels.connector.egress.HostList;
import org.externalmodels.inference.spi.Secret;

/**
 * An HTTP proxy through which calls go.
 *
 * @param host its name or address
 * @param port where it listens
 * @param direct hosts that are called without it: names, {@code *.suffixes}, addresses, ranges
 * @param login what it wants to know of who asks
 */
public record ProxyServer(String host, int port, List<String> direct, Optional<Login> login) {

    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9a-fA-F:.]+]):(\\d{1,5})");
    private static final int MAX_PORT = 65_535;

    public ProxyServer {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(login, "login");
        direct = List.copyOf(direct);
        HostList.of(direct);
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("a port must be between 1 and " + MAX_PORT + ", not " + port);
        }
    }

    /** A proxy that asks nobody who they are. */
    public ProxyServer(String host, int port, List<String> direct) {
        this(host, port, direct, Optional.empty());
    }

    /**
     * Reads {@code host:port}.
     *
     * @throws IllegalArgumentException if the text is nothing of this form, or an entry of the list is not understood
     */
    public static ProxyServer of(String address, List<String> direct) {
        Matcher parts = ADDRESS.matcher(address.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("a proxy must be host:port, not '" + address + "'");
        }
        return new ProxyServer(parts.group(1), Integer.parseInt(parts.group(2)), direct);
    }

    /** The same proxy, which is told a name and a password (RFC 7617, Basic). */
    public ProxyServer as(String user, Secret password) {
        return new ProxyServer(host, port, direct, Optional.of(new Login(user, password)));
    }

    HostList directHosts() {
        return HostList.of(direct);
    }

    /**
     * A name and a password.
     *
     * @param user not empty, without a colon, which would end it
     * @param password may be empty
     */
    public record Login(String user, Secret password) {
        public Login {
            Objects.requireNonNull(password, "password");
            if (user.isEmpty() || user.indexOf(':') >= 0) {
                throw new IllegalArgumentException(
                        "the user's name for a proxy must not be empty and must have no colon");
            }
        }
    }
}
