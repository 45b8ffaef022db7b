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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.transaction.xa.XAResource;
import org.externalmodels.connector.engine.EngineSettings;
import org.externalmodels.connector.engine.InferenceEngine;
import org.externalmodels.connector.transport.Network;

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

    @ConfigProperty(
            description =
                    "Addresses that may be called beside public ones: hosts, *.suffixes, IP addresses, ranges such as"
                            + " 10.0.0.0/8, separated by commas. Default: EXTERNAL_MODELS_EGRESS_ALLOW, or none")
    private String egressAllow;

    @ConfigProperty(
            description =
                    "The most megabytes of usage records that wait to be collected, above which calls are refused")
    @NotNull
    @Min(1)
    private Integer journalMaxMegabytes = 1_024;

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

    public Integer getJournalMaxMegabytes() {
        return journalMaxMegabytes;
    }

    public void setJournalMaxMegabytes(Integer value) {
        journalMaxMegabytes = value;
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

    public String getEgressAllow() {
        return egressAllow;
    }

    public void setEgressAllow(String value) {
        egressAllow = value;
    }

    @Override
    public void start(BootstrapContext context) throws ResourceAdapterInternalException {
        if (engine != null) {
            throw new ResourceAdapterInternalException("This resource adapter is started already.");
        }
        engine = SharedEngine.acquire(settings(System.getenv()));
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

    EngineSettings settings(Map<String, String> environment) throws ResourceAdapterInternalException {
        if (journalSyncMillis == null || journalSyncMillis < 0 || journalSyncMillis > 10_000) {
            throw invalid("journalSyncMillis is between 0 and 10000", journalSyncMillis);
        }
        if (journalMaxMegabytes == null || journalMaxMegabytes < 1) {
            throw invalid("journalMaxMegabytes is at least 1", journalMaxMegabytes);
        }
        if (maxConnections == null || maxConnections < 1) {
            throw invalid("maxConnections is at least 1", maxConnections);
        }
        if (maxAttempts == null || maxAttempts < 1 || maxAttempts > MOST_ATTEMPTS) {
            throw invalid("maxAttempts is between 1 and " + MOST_ATTEMPTS, maxAttempts);
        }
        return new EngineSettings(
                journal(environment.get("EXTERNAL_MODELS_DATA")),
                Duration.ofMillis(journalSyncMillis),
                maxConnections,
                maxAttempts,
                network(environment),
                (long) journalMaxMegabytes << 20);
    }

    private Network network(Map<String, String> environment) throws ResourceAdapterInternalException {
        try {
            return new Network(egress(environment));
        } catch (IllegalArgumentException e) {
            throw new ResourceAdapterInternalException(
                    "External Models does not start: egressAllow (EXTERNAL_MODELS_EGRESS_ALLOW): " + e.getMessage()
                            + ".",
                    e);
        }
    }

    /** The sandbox is on this machine, so where it is switched on and nothing else was said, it can be called. */
    private List<String> egress(Map<String, String> environment) {
        String list = isSet(egressAllow) ? egressAllow : environment.getOrDefault("EXTERNAL_MODELS_EGRESS_ALLOW", "");
        if (!list.isBlank()) {
            return Stream.of(list.strip().split("[\\s,]+"))
                    .filter(entry -> !entry.isEmpty())
                    .toList();
        }
        return environment
                        .getOrDefault("EXTERNAL_MODELS_SANDBOX", "off")
                        .strip()
                        .matches("(?i)on|true")
                ? Network.withLoopback().egressAllow()
                : List.of();
    }

    private static boolean isSet(String property) {
        return property != null && !property.isBlank();
    }

    private Path journal(String dataDirectory) throws ResourceAdapterInternalException {
        try {
            Path path;
            if (isSet(journalDirectory)) {
                path = Path.of(journalDirectory);
            } else if (isSet(dataDirectory)) {
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
                && Objects.equals(maxAttempts, that.maxAttempts)
                && Objects.equals(egressAllow, that.egressAllow)
                && Objects.equals(journalMaxMegabytes, that.journalMaxMegabytes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                journalDirectory, journalSyncMillis, maxConnections, maxAttempts, egressAllow, journalMaxMegabytes);
    }
}
