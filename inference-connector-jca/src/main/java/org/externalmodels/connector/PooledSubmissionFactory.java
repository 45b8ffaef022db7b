package org.externalmodels.connector;

import jakarta.resource.Referenceable;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import javax.naming.Reference;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.SubmissionConnection;
import org.externalmodels.inference.SubmissionFactory;

/** Takes submission connections from the container's pool. Shared by threads. */
final class PooledSubmissionFactory implements SubmissionFactory, Referenceable {

    private static final long serialVersionUID = 1L;

    private final SubmissionManagedConnectionFactory factory;
    private final ConnectionManager manager;
    private volatile Reference reference;

    PooledSubmissionFactory(SubmissionManagedConnectionFactory factory, ConnectionManager manager) {
        this.factory = factory;
        this.manager = manager;
    }

    @Override
    public SubmissionConnection getConnection() {
        try {
            return (SubmissionConnection) manager.allocateConnection(factory, ConnectionClaim.ANY);
        } catch (ResourceException e) {
            throw refusal(e);
        }
    }

    /** Servers report an exhausted pool by exceptions of their own; what is not ours is theirs. */
    private static RuntimeException refusal(ResourceException e) {
        for (Throwable reason = e; reason != null; reason = reason.getCause()) {
            if (reason instanceof jakarta.resource.spi.IllegalStateException) {
                return new IllegalStateException(reason.getMessage(), e);
            }
        }
        return InferenceException.of(
                        FailureCode.LIMIT_EXCEEDED, "The server gave no connection to submit with: " + e.getMessage())
                .cause(e)
                .build();
    }

    @Override
    public Reference getReference() {
        return reference;
    }

    @Override
    public void setReference(Reference value) {
        reference = value;
    }
}
