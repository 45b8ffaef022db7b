package org.externalmodels.connector.routing;

import java.net.URI;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.externalmodels.inference.spi.ConnectionDefinition;

/**
 * The health of all connections, which outlasts new revisions of their models. A connection that leads elsewhere now, or
 * has other credentials, begins anew. Shared by threads.
 */
public final class HealthBook {

    private final ConcurrentMap<String, Entry> entries = new ConcurrentHashMap<>();

    /** The health of a connection whose model has an endpoint. */
    public ConnectionHealth of(ConnectionDefinition connection, Optional<URI> endpoint) {
        return entries.compute(
                        connection.id(),
                        (id, known) -> known != null && known.leadsTo(connection, endpoint)
                                ? known
                                : new Entry(connection, endpoint, new ConnectionHealth()))
                .health;
    }

    /** Forgets all but some. */
    public void keepOnly(Collection<String> connectionIds) {
        entries.keySet().retainAll(connectionIds);
    }

    private record Entry(ConnectionDefinition connection, Optional<URI> endpoint, ConnectionHealth health) {

        boolean leadsTo(ConnectionDefinition other, Optional<URI> otherEndpoint) {
            return connection.baseUrl().equals(other.baseUrl())
                    && endpoint.equals(otherEndpoint)
                    && connection.authentication().equals(other.authentication());
        }
    }
}
