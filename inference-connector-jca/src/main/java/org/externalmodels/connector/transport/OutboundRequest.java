package org.externalmodels.connector.transport;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.externalmodels.inference.spi.Timeouts;

/**
 * A POST to a provider; without a body a GET.
 *
 * @param uri absolute, http or https
 * @param headers all but length and host
 * @param body sent as it is; its position is left alone
 * @param timeouts for connect, header and idle
 * @param deadline of the whole exchange, in {@link System#nanoTime}
 */
public record OutboundRequest(URI uri, List<Header> headers, ByteBuffer body, Timeouts timeouts, long deadline) {
    public OutboundRequest {
        Objects.requireNonNull(uri, "uri");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(timeouts, "timeouts");
        headers = List.copyOf(headers);
    }

    boolean isGet() {
        return !body.hasRemaining();
    }

    String method() {
        return isGet() ? "GET" : "POST";
    }

    /** Whom an address is of, as a message may name it: host and port, without user info, path and query. */
    public static String peer(URI address) {
        int port =
                address.getPort() >= 0 ? address.getPort() : "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
        return address.getHost() + ":" + port;
    }

    String peer() {
        return peer(uri);
    }

    /** Without the body and the values of headers. */
    @Override
    public String toString() {
        return method() + " " + uri.getRawAuthority() + uri.getRawPath() + ", " + body.remaining() + " bytes";
    }

    /** A header; its value may be a secret. */
    public record Header(String name, String value) {
        @Override
        public String toString() {
            return name;
        }
    }
}
