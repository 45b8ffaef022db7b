package org.externalmodels.connector.engine;

import java.net.URI;
import java.util.List;
import org.externalmodels.connector.transport.OutboundRequest.Header;
import org.externalmodels.inference.spi.ConnectionDefinition;

/**
 * The way to a provider over one connection, ready to be gone.
 *
 * @param definition of the connection
 * @param address with credentials in the query, if they belong there
 * @param headers all that is sent, secret ones included
 * @param masking of everything secret in them
 */
record ConnectionRoute(ConnectionDefinition definition, URI address, List<Header> headers, Masking masking) {

    String name() {
        return definition.name();
    }

    @Override
    public String toString() {
        return "ConnectionRoute[" + name() + "]";
    }
}
