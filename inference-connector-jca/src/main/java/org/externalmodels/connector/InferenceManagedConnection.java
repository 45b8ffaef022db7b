package org.externalmodels.connector;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.IllegalStateException;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.ManagedConnectionMetaData;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import javax.transaction.xa.XAResource;
import org.externalmodels.connector.engine.CallTarget;
import org.externalmodels.connector.engine.InferenceEngine;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.Timeouts;

/**
 * A light claim on a model: sockets belong to the engine. A call that fails says nothing about the next, so the pool hears
 * of no errors.
 */
final class InferenceManagedConnection extends PooledConnection {

    private final InferenceManagedConnectionFactory factory;
    private final ConnectionClaim claim;
    private final Timeouts timeouts;
    private final InferenceEngine engine;
    private volatile CallTarget lastTarget;

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
        return give(factory.open(this));
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

    boolean serves(InferenceManagedConnectionFactory asking, ConnectionClaim wanted) {
        return !isDestroyed() && claim.equals(wanted) && (factory == asking || factory.equals(asking));
    }

    /** Whether its engine is the one that runs. */
    boolean isValid() {
        return !isDestroyed() && factory.runsOn(engine);
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
        if (last != null && last.origin().equals(claim.caller(taker))) {
            return last;
        }
        CallTarget target = target(taker, claim.model(), claim.connection());
        lastTarget = target;
        return target;
    }

    CallTarget target(CallOrigin taker, String model, String connection) {
        return new CallTarget(
                claim.caller(taker),
                model,
                Optional.ofNullable(connection),
                timeouts,
                Optional.ofNullable(claim.password()),
                Set.of());
    }
}
