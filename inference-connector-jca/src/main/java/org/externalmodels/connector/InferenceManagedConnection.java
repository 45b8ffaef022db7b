package org.externalmodels.connector;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.IllegalStateException;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionMetaData;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.security.auth.Subject;
import javax.transaction.xa.XAResource;
import org.externalmodels.connector.engine.CallTarget;
import org.externalmodels.connector.engine.InferenceEngine;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.Timeouts;

/**
 * A light claim on a model: sockets belong to the engine, so making, keeping and destroying one costs nothing. It is
 * equal only to itself, and never reports an error to the pool: a call that fails says nothing about the next.
 */
final class InferenceManagedConnection implements ManagedConnection {

    private final InferenceManagedConnectionFactory factory;
    private final ConnectionClaim claim;
    private final Timeouts timeouts;
    private final InferenceEngine engine;
    private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();
    private final Set<ConnectionHandle> handles = ConcurrentHashMap.newKeySet();
    private volatile CallTarget lastTarget;
    private volatile boolean destroyed;
    private volatile PrintWriter logWriter;

    InferenceManagedConnection(
            InferenceManagedConnectionFactory factory,
            ConnectionClaim claim,
            Timeouts timeouts,
            InferenceEngine engine) {
        this.factory = factory;
        this.claim = claim;
        this.timeouts = timeouts;
        this.engine = engine;
    }

    @Override
    public Object getConnection(Subject subject, ConnectionRequestInfo info) throws ResourceException {
        requireAlive();
        if (!claim.equals(factory.claim(subject, info))) {
            throw new IllegalStateException(
                    "This managed connection was made for other properties than are asked for.");
        }
        ConnectionHandle handle = factory.open(this);
        handles.add(handle);
        return handle;
    }

    @Override
    public void associateConnection(Object connection) throws ResourceException {
        requireAlive();
        if (!(connection instanceof ConnectionHandle handle)) {
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
    public void cleanup() {
        handles.forEach(ConnectionHandle::invalidate);
        handles.clear();
    }

    @Override
    public void destroy() {
        destroyed = true;
        cleanup();
    }

    @Override
    public void addConnectionEventListener(ConnectionEventListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeConnectionEventListener(ConnectionEventListener listener) {
        listeners.remove(listener);
    }

    @Override
    public XAResource getXAResource() throws NotSupportedException {
        throw new NotSupportedException("A model takes no part in transactions.");
    }

    @Override
    public LocalTransaction getLocalTransaction() throws NotSupportedException {
        throw new NotSupportedException("A model has no transactions.");
    }

    @Override
    public ManagedConnectionMetaData getMetaData() throws IllegalStateException {
        requireAlive();
        return new InferenceConnectionMetaData(claim);
    }

    @Override
    public void setLogWriter(PrintWriter writer) {
        logWriter = writer;
    }

    @Override
    public PrintWriter getLogWriter() {
        return logWriter;
    }

    boolean serves(InferenceManagedConnectionFactory asking, ConnectionClaim wanted) {
        return !destroyed && claim.equals(wanted) && (factory == asking || factory.equals(asking));
    }

    /** Whether its engine is the one that runs. */
    boolean isValid() {
        return !destroyed && factory.runsOn(engine);
    }

    void closed(ConnectionHandle handle) {
        leave(handle);
        ConnectionEvent event = new ConnectionEvent(this, ConnectionEvent.CONNECTION_CLOSED);
        event.setConnectionHandle(handle);
        for (ConnectionEventListener listener : listeners) {
            listener.connectionClosed(event);
        }
    }

    void leave(ConnectionHandle handle) {
        handles.remove(handle);
    }

    InferenceEngine engine() {
        return engine;
    }

    ConnectionClaim claim() {
        return claim;
    }

    /** What calls are meant for that name nothing themselves. */
    CallTarget target(CallOrigin taker) {
        CallTarget last = lastTarget;
        if (last != null && last.origin().equals(taker)) {
            return last;
        }
        CallTarget target = target(taker, claim.model(), claim.connection());
        lastTarget = target;
        return target;
    }

    CallTarget target(CallOrigin taker, String model, String connection) {
        return new CallTarget(asCaller(taker), model, Optional.ofNullable(connection), timeouts);
    }

    private CallOrigin asCaller(CallOrigin taker) {
        return claim.credential() == null
                ? taker
                : new CallOrigin(
                        taker.source(), taker.application(), taker.component(), Optional.of(claim.credential()));
    }

    private void requireAlive() throws IllegalStateException {
        if (destroyed) {
            throw new IllegalStateException("This managed connection is destroyed.");
        }
    }
}
