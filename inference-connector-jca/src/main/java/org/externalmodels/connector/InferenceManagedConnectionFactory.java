package org.externalmodels.connector;

import jakarta.resource.ResourceException;
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
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import javax.security.auth.Subject;
import org.externalmodels.connector.engine.InferenceEngine;
import org.externalmodels.inference.spi.Timeouts;

/**
 * What the two managed connection factories have in common: everything but the kind of handle. Configured by one thread,
 * then shared by threads; allocation takes no lock and does no input or output.
 */
public abstract class InferenceManagedConnectionFactory
        implements ManagedConnectionFactory,
                ValidatingManagedConnectionFactory,
                ResourceAdapterAssociation,
                TransactionSupport {

    private static final long serialVersionUID = 1L;

    /** Up to 100 characters as people count them, which the length of a text in Java is not; or empty for none. */
    static final String NAME_FORM = "(?s).{0,100}";

    static final String NAME_RULE = " must have at most 100 characters";

    /** Hours, minutes and seconds of ISO 8601, above zero; or empty for none. */
    static final String TIMEOUT_FORM = "(PT(?=.*[1-9])(\\d{1,9}H)?(\\d{1,9}M)?(\\d{1,9}(\\.\\d{1,9})?S)?)?";

    static final String TIMEOUT_RULE = " must be an ISO 8601 duration above zero, such as PT30S or PT2M";

    private InferenceResourceAdapter resourceAdapter;
    private transient volatile PrintWriter logWriter;

    InferenceManagedConnectionFactory() {}

    /** The model of connections that name none, {@code null} for none. */
    public abstract String getModel();

    /** The connection of {@link #getModel}, {@code null} for any. */
    public abstract String getConnection();

    /** The most time a call may take where neither it nor its model says so, {@code null} for the adapter's default. */
    public abstract String getTimeout();

    /** The most time until a connection to the provider stands, where the model does not say so. */
    public abstract String getConnectTimeout();

    /** The most time from the request to the begin of the answer, where the model does not say so. */
    public abstract String getResponseHeaderTimeout();

    /** The most time between two pieces of an answer, where the model does not say so. */
    public abstract String getIdleTimeout();

    abstract ConnectionHandle<?> open(InferenceManagedConnection managed);

    @Override
    public final ManagedConnection createManagedConnection(Subject subject, ConnectionRequestInfo info)
            throws ResourceException {
        return new InferenceManagedConnection(
                this, claim(subject, info), limits(), adapter().engine());
    }

    @Override
    @SuppressWarnings("rawtypes") // as the specification declares it
    public final ManagedConnection matchManagedConnections(Set connections, Subject subject, ConnectionRequestInfo info)
            throws ResourceException {
        ConnectionClaim wanted = claim(subject, info);
        for (Object candidate : connections) {
            if (candidate instanceof InferenceManagedConnection managed && managed.serves(this, wanted)) {
                return managed;
            }
        }
        return null;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the specification declares it
    public final Set getInvalidConnections(Set connections) {
        Set<Object> invalid = new HashSet<>();
        for (Object candidate : connections) {
            if (candidate instanceof InferenceManagedConnection managed && !managed.isValid()) {
                invalid.add(managed);
            }
        }
        return invalid;
    }

    @Override
    public final ResourceAdapter getResourceAdapter() {
        return resourceAdapter;
    }

    /** Happens once in a factory's life (Connectors 2.1, 5.3.3). */
    @Override
    public final void setResourceAdapter(ResourceAdapter adapter) throws ResourceException {
        if (resourceAdapter != null && resourceAdapter != adapter) {
            throw new IllegalStateException("This factory has another resource adapter already.");
        }
        if (!(adapter instanceof InferenceResourceAdapter ours)) {
            throw new InvalidPropertyException("This factory belongs to External Models and to no other adapter.");
        }
        resourceAdapter = ours;
    }

    @Override
    public final PrintWriter getLogWriter() {
        return logWriter;
    }

    @Override
    public final void setLogWriter(PrintWriter writer) {
        logWriter = writer;
    }

    /** A call to a model cannot be rolled back. */
    @Override
    public final TransactionSupportLevel getTransactionSupport() {
        return TransactionSupportLevel.NoTransaction;
    }

    final ConnectionClaim defaultClaim() {
        return new ConnectionClaim(getModel(), getConnection(), null);
    }

    final ConnectionClaim claim(Subject subject, ConnectionRequestInfo info) throws InvalidPropertyException {
        ConnectionClaim asked;
        if (info == null) {
            asked = defaultClaim();
        } else if (info instanceof ConnectionClaim claim) {
            asked = claim;
        } else {
            throw new InvalidPropertyException("The connection request info belongs to another resource adapter.");
        }
        return asked.signedOnBy(subject, this);
    }

    /** Checks the properties where no Bean Validation did. */
    final Timeouts limits() throws InvalidPropertyException {
        return new Timeouts(
                limit("connectTimeout", getConnectTimeout()),
                limit("responseHeaderTimeout", getResponseHeaderTimeout()),
                limit("idleTimeout", getIdleTimeout()),
                limit("timeout", getTimeout()));
    }

    private static Duration limit(String property, String text) throws InvalidPropertyException {
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (!text.matches(TIMEOUT_FORM)) {
            throw new InvalidPropertyException(property + TIMEOUT_RULE + ", not " + text);
        }
        return Duration.parse(text);
    }

    final boolean runsOn(InferenceEngine engine) {
        return resourceAdapter != null && resourceAdapter.runsOn(engine);
    }

    private InferenceResourceAdapter adapter() throws IllegalStateException {
        if (resourceAdapter == null) {
            throw new IllegalStateException("This factory has no resource adapter.");
        }
        return resourceAdapter;
    }
}
