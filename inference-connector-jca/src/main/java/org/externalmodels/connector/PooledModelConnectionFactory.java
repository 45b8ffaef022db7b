package org.externalmodels.connector;

import jakarta.resource.Referenceable;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import javax.naming.Reference;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.ModelConnectionFactory;

/** Takes connections from the container's pool. Shared by threads. */
final class PooledModelConnectionFactory implements ModelConnectionFactory, Referenceable {

    private static final long serialVersionUID = 1L;

    private final ModelManagedConnectionFactory factory;
    private final ConnectionManager manager;
    private volatile Reference reference;

    PooledModelConnectionFactory(ModelManagedConnectionFactory factory, ConnectionManager manager) {
        this.factory = factory;
        this.manager = manager;
    }

    @Override
    public ModelConnection getConnection() {
        return allocate(factory.defaultClaim());
    }

    @Override
    public ModelConnection getConnection(String model) {
        return getConnection(model, null);
    }

    @Override
    public ModelConnection getConnection(String model, String connection) {
        return allocate(new ConnectionClaim(model, connection, null));
    }

    @Override
    public Reference getReference() {
        return reference;
    }

    @Override
    public void setReference(Reference value) {
        reference = value;
    }

    private ModelConnection allocate(ConnectionClaim claim) {
        if (claim.model() == null) {
            throw new InferenceException(
                    FailureCode.INVALID_REQUEST,
                    "No model is named. Name one, or set the factory's configuration property model.");
        }
        try {
            return (ModelConnection) manager.allocateConnection(factory, claim);
        } catch (ResourceException e) {
            throw refusal(claim, e);
        }
    }

    /** Servers report an exhausted pool by exceptions of their own; what is not ours is theirs. */
    private static RuntimeException refusal(ConnectionClaim claim, ResourceException e) {
        for (Throwable reason = e; reason != null; reason = reason.getCause()) {
            if (reason instanceof jakarta.resource.spi.IllegalStateException) {
                return new IllegalStateException(reason.getMessage(), e);
            }
        }
        return InferenceException.of(
                        FailureCode.LIMIT_EXCEEDED,
                        "The server gave no connection to model " + claim.model() + ": " + e.getMessage())
                .modelName(claim.model())
                .connectionName(claim.connection())
                .cause(e)
                .build();
    }
}
