package org.externalmodels.connector;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.IllegalStateException;
import jakarta.resource.spi.ManagedConnection;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What the managed connections have in common: their handles and who listens. One is equal only to itself, costs nothing
 * to make, to keep and to destroy, and never reports an error to the pool.
 */
abstract class PooledConnection implements ManagedConnection {

    private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();
    private final Set<ConnectionHandle<?>> handles = ConcurrentHashMap.newKeySet();
    private volatile boolean destroyed;
    private volatile PrintWriter logWriter;

    @Override
    public final void associateConnection(Object connection) throws ResourceException {
        requireAlive();
        if (!(connection instanceof ConnectionHandle<?> handle) || !handle.fits(this)) {
            throw new IllegalStateException("Only a handle of this resource adapter can be associated.");
        }
        handles.add(handle);
        if (!handle.moveTo(this)) {
            handles.remove(handle);
            throw new IllegalStateException("A closed handle cannot be associated.");
        }
    }

    /** Closes every handle, so that whoever still holds one can do nothing with the next user's connection. */
    @Override
    public final void cleanup() {
        handles.forEach(ConnectionHandle::invalidate);
        handles.clear();
    }

    @Override
    public final void destroy() {
        destroyed = true;
        cleanup();
    }

    @Override
    public final void addConnectionEventListener(ConnectionEventListener listener) {
        listeners.add(listener);
    }

    @Override
    public final void removeConnectionEventListener(ConnectionEventListener listener) {
        listeners.remove(listener);
    }

    @Override
    public final void setLogWriter(PrintWriter writer) {
        logWriter = writer;
    }

    @Override
    public final PrintWriter getLogWriter() {
        return logWriter;
    }

    /** Gives a new handle to the application. */
    final ConnectionHandle<?> give(ConnectionHandle<?> handle) {
        handles.add(handle);
        return handle;
    }

    final void closed(ConnectionHandle<?> handle) {
        leave(handle);
        ConnectionEvent event = new ConnectionEvent(this, ConnectionEvent.CONNECTION_CLOSED);
        event.setConnectionHandle(handle);
        for (ConnectionEventListener listener : listeners) {
            listener.connectionClosed(event);
        }
    }

    final void leave(ConnectionHandle<?> handle) {
        handles.remove(handle);
    }

    final boolean isDestroyed() {
        return destroyed;
    }

    final void requireAlive() throws IllegalStateException {
        if (destroyed) {
            throw new IllegalStateException("This managed connection is destroyed.");
        }
    }
}
