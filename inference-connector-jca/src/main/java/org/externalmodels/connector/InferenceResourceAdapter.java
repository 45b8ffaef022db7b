package org.externalmodels.connector;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ConfigProperty;
import jakarta.resource.spi.Connector;
import jakarta.resource.spi.IllegalStateException;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.io.Serializable;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import javax.transaction.xa.XAResource;
import org.externalmodels.connector.engine.EngineSettings;
import org.externalmodels.connector.engine.InferenceEngine;

/**
 * External Models as a resource of an application server. Its configuration properties are what an administrator sets for
 * the adapter as a whole; equality is over all of them (Connectors 2.1, 5.3.1).
 */
@Connector(
        displayName = AdapterMetaData.NAME,
        description = AdapterMetaData.DESCRIPTION,
        vendorName = AdapterMetaData.VENDOR,
        eisType = AdapterMetaData.NAME,
        version = AdapterMetaData.VERSION,
        transactionSupport = TransactionSupportLevel.NoTransaction)
public final class InferenceResourceAdapter implements ResourceAdapter, Serializable {

    private static final long serialVersionUID = 1L;

    private static final int MOST_ATTEMPTS = 10;

    @ConfigProperty(
            description = "Where usage records are kept until they are collected. Default: the folder journal in"
                    + " EXTERNAL_MODELS_DATA, or external-models/journal in the server's working directory")
    private String journalDirectory;

    @ConfigProperty(
            description = "How often, in milliseconds, the journal is forced to the disk; 0: before each answer")
    @NotNull
    @Min(0)
    @Max(10_000)
    private Integer journalSyncMillis = 50;

    @ConfigProperty(description = "The most sockets open to one provider host")
    @NotNull
    @Min(1)
    private Integer maxConnections = 10_000;

    @ConfigProperty(
            description =
                    "How often a call goes out at most that the provider cannot answer now, the first time included")
    @NotNull
    @Min(1)
    @Max(MOST_ATTEMPTS)
    private Integer maxAttempts = EngineSettings.ATTEMPTS;

    private transient volatile InferenceEngine engine;

    public String getJournalDirectory() {
        return journalDirectory;
    }

    public void setJournalDirectory(String value) {
        journalDirectory = value;
    }

    public Integer getJournalSyncMillis() {
        return journalSyncMillis;
    }

    public void setJournalSyncMillis(Integer value) {
        journalSyncMillis = value;
    }

    public Integer getMaxConnections() {
        return maxConnections;
    }

    public void setMaxConnections(Integer value) {
        maxConnections = value;
    }

    public Integer getMaxAttempts() {
        return maxAttempts;
    }

    public void setMaxAttempts(Integer value) {
        maxAttempts = value;
    }

    @Override
    public void start(BootstrapContext context) throws ResourceAdapterInternalException {
        if (engine != null) {
            throw new ResourceAdapterInternalException("This resource adapter is started already.");
        }
        engine = SharedEngine.acquire(settings(System.getenv("EXTERNAL_MODELS_DATA")));
    }

    @Override
    public void stop() {
        if (engine != null) {
            engine = null;
            SharedEngine.release();
        }
    }

    @Override
    public void endpointActivation(MessageEndpointFactory factory, ActivationSpec spec) throws ResourceException {
        throw new NotSupportedException("External Models delivers no messages to message-driven beans. Call models"
                + " through a connection factory.");
    }

    /** Nothing was activated. */
    @Override
    public void endpointDeactivation(MessageEndpointFactory factory, ActivationSpec spec) {}

    /** Nothing here takes part in a transaction, so nothing is to be recovered. */
    @Override
    public XAResource[] getXAResources(ActivationSpec[] specs) {
        return new XAResource[0];
    }

    InferenceEngine engine() throws IllegalStateException {
        InferenceEngine running = engine;
        if (running == null) {
            throw new IllegalStateException("The External Models resource adapter is not started.");
        }
        return running;
    }

    boolean runsOn(InferenceEngine candidate) {
        return engine == candidate;
    }

    /** Lets the adapter run outside a server, on an engine that is not shared. */
    void runOn(InferenceEngine own) {
        engine = own;
    }

    EngineSettings settings(String dataDirectory) throws ResourceAdapterInternalException {
        if (journalSyncMillis == null || journalSyncMillis < 0 || journalSyncMillis > 10_000) {
            throw invalid("journalSyncMillis is between 0 and 10000", journalSyncMillis);
        }
        if (maxConnections == null || maxConnections < 1) {
            throw invalid("maxConnections is at least 1", maxConnections);
        }
        if (maxAttempts == null || maxAttempts < 1 || maxAttempts > MOST_ATTEMPTS) {
            throw invalid("maxAttempts is between 1 and " + MOST_ATTEMPTS, maxAttempts);
        }
        return new EngineSettings(
                journal(dataDirectory), Duration.ofMillis(journalSyncMillis), maxConnections, maxAttempts);
    }

    private Path journal(String dataDirectory) throws ResourceAdapterInternalException {
        try {
            Path path;
            if (journalDirectory != null && !journalDirectory.isBlank()) {
                path = Path.of(journalDirectory);
            } else if (dataDirectory != null && !dataDirectory.isBlank()) {
                path = Path.of(dataDirectory, "journal");
            } else {
                path = Path.of("external-models", "journal");
            }
            return path.toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw invalid("journalDirectory is the path of a folder", e.getInput());
        }
    }

    private static ResourceAdapterInternalException invalid(String rule, Object found) {
        return new ResourceAdapterInternalException("External Models does not start: " + rule + ", not " + found + ".");
    }

    /** A copy that was passivated with an application works on with the engine that runs here, if one does. */
    private Object readResolve() {
        engine = SharedEngine.running().orElse(null);
        return this;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InferenceResourceAdapter that
                && Objects.equals(journalDirectory, that.journalDirectory)
                && Objects.equals(journalSyncMillis, that.journalSyncMillis)
                && Objects.equals(maxConnections, that.maxConnections)
                && Objects.equals(maxAttempts, that.maxAttempts);
    }

    @Override
    public int hashCode() {
        return Objects.hash(journalDirectory, journalSyncMillis, maxConnections, maxAttempts);
    }
}
