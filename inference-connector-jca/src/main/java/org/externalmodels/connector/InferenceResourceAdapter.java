package org.externalmodels.connector;

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
import jakarta.resource.spi.work.WorkManager;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import javax.transaction.xa.XAResource;
import org.externalmodels.connector.engine.EngineSettings;
import org.externalmodels.connector.engine.InferenceEngine;
import org.externalmodels.connector.submission.CallerTransaction;
import org.externalmodels.connector.submission.SubmissionLimits;
import org.externalmodels.connector.submission.Submissions;

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
        transactionSupport = TransactionSupportLevel.XATransaction)
public final class InferenceResourceAdapter implements ResourceAdapter, Serializable {

    private static final long serialVersionUID = 1L;

    static final int MOST_ATTEMPTS = 10;

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

    @ConfigProperty(
            description = "The most submissions that wait for their results or for delivery, above which new ones"
                    + " are refused")
    @NotNull
    @Min(1)
    private Integer maxSubmissions = SubmissionLimits.DEFAULT.submissions();

    @ConfigProperty(description = "The most megabytes of their requests and results, above which new ones are refused")
    @NotNull
    @Min(1)
    private Integer submissionsMaxMegabytes = 1_024;

    @ConfigProperty(
            description =
                    "The most megabytes of answers that are kept for models whose definition asks for it; 0 keeps none")
    @NotNull
    @Min(0)
    private Integer responseCacheMegabytes = (int) (EngineSettings.RESPONSE_CACHE >> 20);

    @ConfigProperty(description = "An HTTP proxy through which calls go, as host:port. Default: none")
    private String proxy;

    @ConfigProperty(description = "Hosts that are called without the proxy, listed as in egressAllow")
    private String noProxy = "localhost,127.0.0.0/8,::1";

    @ConfigProperty(description = "The name the proxy is told, where it asks for one. Default: none")
    private String proxyUser;

    @ConfigProperty(description = "The password to that name", confidential = true)
    private String proxyPassword;

    @ConfigProperty(
            description = "A file of certificates to trust beside those that the Java runtime trusts. Default: none")
    private String trustStore;

    @ConfigProperty(description = "The kind of that file: PKCS12 or JKS")
    private String trustStoreType = "PKCS12";

    @ConfigProperty(description = "The password of that file", confidential = true)
    private String trustStorePassword;

    @ConfigProperty(
            description = "Another server of External Models, which has the models, such as"
                    + " https://models.example.com:9443. Default: none; the models are published here")
    private String gateway;

    @ConfigProperty(description = "An application key of that server's", confidential = true)
    private String gatewayKey;

    private transient volatile InferenceEngine engine;
    private transient volatile Submissions submissions;
    private transient volatile WorkManager workManager;
    private transient volatile ActivatedEndpoints endpoints = new ActivatedEndpoints();

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

    public Integer getMaxSubmissions() {
        return maxSubmissions;
    }

    public void setMaxSubmissions(Integer value) {
        maxSubmissions = value;
    }

    public Integer getSubmissionsMaxMegabytes() {
        return submissionsMaxMegabytes;
    }

    public void setSubmissionsMaxMegabytes(Integer value) {
        submissionsMaxMegabytes = value;
    }

    public Integer getResponseCacheMegabytes() {
        return responseCacheMegabytes;
    }

    public void setResponseCacheMegabytes(Integer value) {
        responseCacheMegabytes = value;
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

    public String getProxy() {
        return proxy;
    }

    public void setProxy(String value) {
        proxy = value;
    }

    public String getNoProxy() {
        return noProxy;
    }

    public void setNoProxy(String value) {
        noProxy = value;
    }

    public String getProxyUser() {
        return proxyUser;
    }

    public void setProxyUser(String value) {
        proxyUser = value;
    }

    public String getProxyPassword() {
        return proxyPassword;
    }

    public void setProxyPassword(String value) {
        proxyPassword = value;
    }

    public String getTrustStore() {
        return trustStore;
    }

    public void setTrustStore(String value) {
        trustStore = value;
    }

    public String getTrustStoreType() {
        return trustStoreType;
    }

    public void setTrustStoreType(String value) {
        trustStoreType = value;
    }

    public String getTrustStorePassword() {
        return trustStorePassword;
    }

    public void setTrustStorePassword(String value) {
        trustStorePassword = value;
    }

    public String getGateway() {
        return gateway;
    }

    public void setGateway(String value) {
        gateway = value;
    }

    public String getGatewayKey() {
        return gatewayKey;
    }

    public void setGatewayKey(String value) {
        gatewayKey = value;
    }

    @Override
    public void start(BootstrapContext context) throws ResourceAdapterInternalException {
        if (engine != null) {
            throw new ResourceAdapterInternalException("This resource adapter is started already.");
        }
        EngineProperties properties = new EngineProperties(this, System.getenv());
        SharedEngine.Running running = SharedEngine.acquire(
                properties.settings(),
                properties.submissionLimits(),
                context == null
                        ? CallerTransaction.UNKNOWN
                        : CallerTransaction.of(context.getTransactionSynchronizationRegistry()));
        workManager = context == null ? null : context.getWorkManager();
        submissions = running.submissions();
        engine = running.engine();
    }

    @Override
    public void stop() {
        if (engine != null) {
            engine = null;
            submissions = null;
            SharedEngine.release();
        }
    }

    @Override
    public void endpointActivation(MessageEndpointFactory factory, ActivationSpec spec) throws ResourceException {
        endpoints.activate(factory, spec, workManager, submissions());
    }

    @Override
    public void endpointDeactivation(MessageEndpointFactory factory, ActivationSpec spec) {
        endpoints.deactivate(factory, spec, submissions);
    }

    /** All of what submissions and deliveries have prepared is at one resource manager, whatever the activations. */
    @Override
    public XAResource[] getXAResources(ActivationSpec[] specs) throws ResourceException {
        return new XAResource[] {submissions().transactions()};
    }

    Submissions submissions() throws IllegalStateException {
        Submissions running = submissions;
        if (running == null) {
            throw new IllegalStateException("The External Models resource adapter is not started.");
        }
        return running;
    }

    boolean runsOn(Submissions candidate) {
        return submissions == candidate;
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

    /** A copy that was passivated with an application works on with the engine that runs here, if one does. */
    private Object readResolve() {
        engine = SharedEngine.running().map(SharedEngine.Running::engine).orElse(null);
        submissions =
                SharedEngine.running().map(SharedEngine.Running::submissions).orElse(null);
        endpoints = new ActivatedEndpoints();
        return this;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InferenceResourceAdapter that && properties().equals(that.properties());
    }

    @Override
    public int hashCode() {
        return properties().hashCode();
    }

    private List<Object> properties() {
        return Arrays.asList(
                journalDirectory,
                journalSyncMillis,
                maxConnections,
                maxAttempts,
                egressAllow,
                proxy,
                noProxy,
                proxyUser,
                proxyPassword,
                trustStore,
                trustStoreType,
                trustStorePassword,
                maxSubmissions,
                submissionsMaxMegabytes,
                gateway,
                gatewayKey,
                journalMaxMegabytes,
                responseCacheMegabytes);
    }
}
