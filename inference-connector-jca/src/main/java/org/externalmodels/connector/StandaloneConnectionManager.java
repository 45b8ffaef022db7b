package org.externalmodels.connector;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import java.io.Serializable;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentMap;

/**
 * A container's pool in small, for use without a server: matches before it creates, takes a connection back when its
 * handle is closed, and knows neither transactions nor sharing nor a limit. Shared by threads.
 */
final class StandaloneConnectionManager implements ConnectionManager {

    private static final long serialVersionUID = 1L;

    private final transient ConcurrentMap<Claimed, Deque<ManagedConnection>> idle;

    StandaloneConnectionManager() {
        idle = new ConcurrentHashMap<>();
    }

    @Override
    public Object allocateConnection(ManagedConnectionFactory factory, ConnectionRequestInfo info)
            throws ResourceException {
        Deque<ManagedConnection> pool = pool(new Claimed(factory, info));
        ManagedConnection pooled = pool.pollFirst();
        if (pooled != null) {
            ManagedConnection matched = factory.matchManagedConnections(Set.of(pooled), null, info);
            if (matched != null) {
                return matched.getConnection(null, info);
            }
            pooled.destroy();
        }
        ManagedConnection created = factory.createManagedConnection(null, info);
        created.addConnectionEventListener(new Return(pool, created));
        return created.getConnection(null, info);
    }

    /** Destroys what is idle. */
    void clear() throws ResourceException {
        for (Deque<ManagedConnection> pool : idle.values()) {
            for (ManagedConnection next = pool.pollFirst(); next != null; next = pool.pollFirst()) {
                next.destroy();
            }
        }
    }

    private Deque<ManagedConnection> pool(Claimed claimed) {
        Deque<ManagedConnection> pool = idle.get(claimed);
        return pool != null ? pool : idle.computeIfAbsent(claimed, unused -> new ConcurrentLinkedDeque<>());
    }

    /** A pool is no state to take along: a copy begins with an empty one. */
    private Object readResolve() {
        return new StandaloneConnectionManager();
    }

    private record Claimed(ManagedConnectionFactory factory, ConnectionRequestInfo info) implements Serializable {}

    /** Puts a connection back when its handle is closed. */
    private record Return(Deque<ManagedConnection> pool, ManagedConnection managed) implements ConnectionEventListener {
        @Override
        public void connectionClosed(ConnectionEvent event) {
            try {
                managed.cleanup();
                pool.addFirst(managed);
            } catch (ResourceException e) {
                throw new IllegalStateException("A connection could not be taken back", e);
            }
        }

        @Override
        public void connectionErrorOccurred(ConnectionEvent event) {
            try {
                managed.destroy();
            } catch (ResourceException e) {
                throw new IllegalStateException("A broken connection could not be destroyed", e);
            }
        }

        @Override
        public void localTransactionStarted(ConnectionEvent event) {}

        @Override
        public void localTransactionCommitted(ConnectionEvent event) {}

        @Override
        public void localTransactionRolledback(ConnectionEvent event) {}
    }
}
