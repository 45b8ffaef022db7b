package org.externalmodels.connector.engine;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.externalmodels.connector.dialect.Operation;
import org.externalmodels.connector.dialect.Payload;
import org.externalmodels.connector.transport.OutboundRequest.Header;
import org.externalmodels.inference.spi.ConnectionDefinition;

/**
 * The way to a provider over one connection, ready to be gone.
 *
 * @param definition of the connection
 * @param addresses of the operations, with credentials in the query, if they belong there
 * @param headers all that is sent with JSON, secret ones included
 * @param masking of everything secret in them
 */
record ConnectionRoute(
        ConnectionDefinition definition, Map<Operation, URI> addresses, List<Header> headers, Masking masking) {

    private static final String CONTENT_TYPE = "Content-Type";

    String name() {
        return definition.name();
    }

    URI address(Operation operation) {
        return addresses.get(operation);
    }

    /** All that is sent with a body. What is not JSON says itself what it is, whatever the administrator wrote. */
    List<Header> headers(Payload payload) {
        if (payload.contentType().equals(Payload.JSON)) {
            return headers;
        }
        List<Header> other = new ArrayList<>(headers);
        other.removeIf(header -> header.name().equalsIgnoreCase(CONTENT_TYPE));
        other.add(new Header(CONTENT_TYPE, payload.contentType()));
        return other;
    }

    @Override
    public String toString() {
        return "ConnectionRoute[" + name() + "]";
    }
}
