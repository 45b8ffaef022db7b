package org.externalmodels.connector;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.IllegalStateException;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import jakarta.resource.spi.ValidatingManagedConnectionFactory;
import jakarta.resource.spi.security.PasswordCredential;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import org.externalmodels.connector.engine.InferenceEngine;

/**
 * What the two managed connection factories have in common: everything but the kind of handle. Configured by one thread,
 * then shared by threads; allocation takes no lock and does no input or output.
 */
public abstract class InferenceManagedConnectionFactory
        implements ManagedConnectionFactory, ValidatingManagedConnectionFactory, ResourceAdapterAssociation {

    private static final long serialVersionUID = 1L;

    /** Hours, minutes and seconds of ISO 8601, above zero; or empty for none. */
    static final String TIMEOUT_FORM = "(PT(?=.*[1-9])(\\d{1,9}H)?(\\d{1,9}M)?(\\d{1,9}(\\.\\d{1,9})?S)?)?";

    static final String TIMEOUT_RULE = "timeout is an ISO 8601 duration above zero, such as PT30S or PT2M";

    private InferenceResourceAdapter resourceAdapter;
    private transient volatile PrintWriter logWriter;

    InferenceManagedConnectionFactory() {}

    /** The model of connections that name none, {@code null} for none. */
    public abstract String getModel();

    /** The connection of {@link #getModel}, {@code null} for any. */
    public abstract String getConnection();

    /** The most time a call may take that does not say so itself, {@code null} for the model's own limit. */
    public abstract String getTimeout();

    abstract ConnectionHandle open(InferenceManagedConnection managed);

    @Override
    public final ManagedConnection createManagedConnection(Subject subject, ConnectionRequestInfo info)
            throws ResourceException {
        return new InferenceManagedConnection(
                this, claim(subject, info), limit(), adapter().engine());
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
        return subject == null ? asked : asked.signedOnAs(userName(subject));
    }

    /** Checks the properties where no Bean Validation did. */
    final Optional<Duration> limit() throws InvalidPropertyException {
        String text = getTimeout();
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.matches(TIMEOUT_FORM)) {
            throw new InvalidPropertyException(TIMEOUT_RULE + ", not " + text);
        }
        return Optional.of(Duration.parse(text));
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

    private String userName(Subject subject) {
        for (PasswordCredential credential : subject.getPrivateCredentials(PasswordCredential.class)) {
            if (equals(credential.getManagedConnectionFactory())) {
                return credential.getUserName();
            }
        }
        return null;
    }
}
