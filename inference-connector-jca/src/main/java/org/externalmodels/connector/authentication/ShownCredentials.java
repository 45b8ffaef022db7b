package org.externalmodels.connector.authentication;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.externalmodels.connector.transport.OutboundRequest.Header;
import org.externalmodels.inference.spi.AuthenticationCheck;
import org.externalmodels.inference.spi.Secret;

/** What credentials add to a call, for people to see: names and schemes, no values. */
final class ShownCredentials {

    /** Nothing is sent there; its name is reserved for that (RFC 2606). */
    private static final URI ANY_ADDRESS = URI.create("https://provider.invalid/");

    private ShownCredentials() {}

    static AuthenticationCheck of(Authenticator authenticator) {
        URI address = authenticator.address(ANY_ADDRESS);
        Map<String, String> headers = new TreeMap<>();
        for (Header header : authenticator.headers(address, List.of(), new byte[0])) {
            if (!header.name().equalsIgnoreCase("host")) {
                headers.put(header.name(), masked(header));
            }
        }
        Map<String, String> query = new TreeMap<>();
        if (address.getRawQuery() != null) {
            for (String parameter : address.getRawQuery().split("&", -1)) {
                String name = parameter.substring(0, Math.max(0, parameter.indexOf('=')));
                query.put(URLDecoder.decode(name, StandardCharsets.UTF_8), Secret.MASK);
            }
        }
        return new AuthenticationCheck(headers, query, authenticator.expires());
    }

    /** The scheme tells Basic from Bearer (RFC 9110 section 11.4). */
    private static String masked(Header header) {
        int space = header.value().indexOf(' ');
        return header.name().equalsIgnoreCase("authorization") && space > 0
                ? header.value().substring(0, space + 1) + Secret.MASK
                : Secret.MASK;
    }
}
