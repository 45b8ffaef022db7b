package org.externalmodels.connector;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionDefinition;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.IllegalStateException;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import jakarta.resource.spi.TransactionSupport;
import jakarta.resource.spi.ValidatingManagedConnectionFactory;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import javax.security.auth.Subject;
import org.externalmodels.connector.submission.Submissions;
import org.externalmodels.inference.SubmissionConnection;
import org.externalmodels.inference.SubmissionFactory;

/**
 * Makes connections that submit requests within transactions, {@code eis/ExternalModelSubmissions}. It has no properties.
 * Configured by one thread, then shared by threads.
 */
@ConnectionDefinition(
        connectionFactory = SubmissionFactory.class,
        connectionFactoryImpl = PooledSubmissionFactory.class,
        connection = SubmissionConnection.class,
        connectionImpl = SubmissionHandle.class)
public final class SubmissionManagedConnectionFactory
        implements ManagedConnectionFactory,
                ValidatingManagedConnectionFactory,
                ResourceAdapterAssociation,
                TransactionSupport {

    private static final long serialVersionUID = 1L;

    private InferenceResourceAdapter resourceAdapter;
    private transient volatile PrintWriter logWriter;

    @Override
    public TransactionSupportLevel getTransactionSupport() {
        return TransactionSupportLevel.XATransaction;
    }

    @Override
    public Object createConnectionFactory(ConnectionManager manager) {
        return new PooledSubmissionFactory(this, manager);
    }

    @Override
    public Object createConnectionFactory() {
        return createConnectionFactory(new StandaloneConnectionManager());
    }

    @Override
    public ManagedConnection createManagedConnection(Subject subject, ConnectionRequestInfo info)
            throws ResourceException {
        if (resourceAdapter == null) {
            throw new IllegalStateException("This factory has no resource adapter.");
        }
        return new SubmissionManagedConnection(this, claim(subject, info), resourceAdapter.submissions());
    }

    @Override
    @SuppressWarnings("rawtypes") // as the specification declares it
    public ManagedConnection matchManagedConnections(Set connections, Subject subject, ConnectionRequestInfo info)
            throws ResourceException {
        ConnectionClaim wanted = claim(subject, info);
        for (Object candidate : connections) {
            if (candidate instanceof SubmissionManagedConnection managed && managed.serves(this, wanted)) {
                return managed;
            }
        }
        return null;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the specification declares it
    public Set getInvalidConnections(Set connections) {
        Set<Object> invalid = new HashSet<>();
        for (Object candidate : connections) {
            if (candidate instanceof SubmissionManagedConnection managed && !managed.isValid()) {
                invalid.add(managed);
            }
        }
        return invalid;
    }

    /** Who signs on is who is held accountable for the calls. */
    ConnectionClaim claim(Subject subject, ConnectionRequestInfo info) throws InvalidPropertyException {
        if (info != null && !(info instanceof ConnectionClaim)) {
            throw new InvalidPropertyException("The connection request info belongs to another resource adapter.");
        }
        return ConnectionClaim.ANY.signedOnBy(subject, this);
    }

    boolean runsOn(Submissions candidate) {
        return resourceAdapter != null && resourceAdapter.runsOn(candidate);
    }

    @Override
    public ResourceAdapter getResourceAdapter() {
        return resourceAdapter;
    }

    /** Happens once in a factory's life (Connectors 2.1, 5.3.3). */
    @Override
    public void setResourceAdapter(ResourceAdapter adapter) throws ResourceException {
        if (resourceAdapter != null && resourceAdapter != adapter) {
            throw new IllegalStateException("This factory has another resource adapter already.");
        }
        if (!(adapter instanceof InferenceResourceAdapter ours)) {
            throw new InvalidPropertyException("This factory belongs to External Models and to no other adapter.");
        }
        resourceAdapter = ours;
    }

    @Override
    public PrintWriter getLogWriter() {
        return logWriter;
    }

    @Override
    public void setLogWriter(PrintWriter writer) {
        logWriter = writer;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SubmissionManagedConnectionFactory that
                && Objects.equals(resourceAdapter, that.resourceAdapter);
    }

    @Override
    public int hashCode() {
        return Objects.hash(resourceAdapter);
    }
}
