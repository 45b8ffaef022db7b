package org.externalmodels.connector;

import jakarta.resource.ResourceException;
import jakarta.resource.cci.ConnectionFactory;
import org.externalmodels.connector.engine.EngineSettings;
import org.externalmodels.connector.engine.InferenceEngine;
import org.externalmodels.inference.ModelConnectionFactory;
import org.externalmodels.inference.spi.ModelDirectory;

/**
 * The adapter without a server, for tests, benchmarks and plain programs:
 *
 * <pre>{@code
 * try (StandaloneAdapter adapter = StandaloneAdapter.start(settings)) {
 *     adapter.directory().publish(snapshot);
 *     try (ModelConnection model = adapter.models().getConnection("gpt-4o")) {
 *         model.infer(InferenceRequest.prompt("Hello"));
 *     }
 * }
 * }</pre>
 *
 * <p>Each has an engine of its own, and so a journal folder of its own. Shared by threads.
 */
public final class StandaloneAdapter implements AutoCloseable {

    private final InferenceEngine engine;
    private final InferenceResourceAdapter resourceAdapter;
    private final StandaloneConnectionManager manager = new StandaloneConnectionManager();

    private StandaloneAdapter(InferenceEngine engine, InferenceResourceAdapter resourceAdapter) {
        this.engine = engine;
        this.resourceAdapter = resourceAdapter;
    }

    /**
     * Opens an engine; the caller closes the adapter.
     *
     * @throws java.io.UncheckedIOException if the journal's directory cannot be written, or another engine uses it
     */
    public static StandaloneAdapter start(EngineSettings settings) {
        InferenceResourceAdapter resourceAdapter = new InferenceResourceAdapter();
        resourceAdapter.setJournalDirectory(settings.journalDirectory().toString());
        resourceAdapter.setJournalSyncMillis(
                Math.toIntExact(settings.journalSync().toMillis()));
        resourceAdapter.setMaxConnections(settings.maxConnections());
        resourceAdapter.setMaxAttempts(settings.maxAttempts());
        resourceAdapter.setEgressAllow(String.join(",", settings.network().egressAllow()));
        settings.network().proxy().ifPresent(proxy -> {
            resourceAdapter.setProxy(proxy.host() + ":" + proxy.port());
            resourceAdapter.setNoProxy(String.join(",", proxy.direct()));
            proxy.login().ifPresent(login -> {
                resourceAdapter.setProxyUser(login.user());
                resourceAdapter.setProxyPassword(login.password().reveal());
            });
        });
        settings.network().trustStore().ifPresent(store -> {
            resourceAdapter.setTrustStore(store.path().toString());
            resourceAdapter.setTrustStoreType(store.type());
            resourceAdapter.setTrustStorePassword(store.password().reveal());
        });
        InferenceEngine engine = InferenceEngine.open(settings);
        resourceAdapter.runOn(engine);
        return new StandaloneAdapter(engine, resourceAdapter);
    }

    /** A factory for typed calls, without a default model. */
    public ModelConnectionFactory models() {
        return models(new ModelManagedConnectionFactory());
    }

    /** A factory for typed calls with these properties, which is attached to this adapter here. */
    public ModelConnectionFactory models(ModelManagedConnectionFactory factory) {
        return (ModelConnectionFactory) connectionFactory(factory);
    }

    /** A factory for calls through the common client interface, without a default model. */
    public ConnectionFactory cci() {
        return cci(new CciManagedConnectionFactory());
    }

    /** A factory for calls through the common client interface with these properties, which is attached here. */
    public ConnectionFactory cci(CciManagedConnectionFactory factory) {
        return (ConnectionFactory) connectionFactory(factory);
    }

    /** The door through which models are published. */
    public ModelDirectory directory() {
        return engine.directory();
    }

    /** Ends the calls under way and closes the journal. */
    @Override
    public void close() {
        try {
            manager.clear();
        } catch (ResourceException e) {
            throw new IllegalStateException("Idle connections could not be destroyed", e);
        } finally {
            resourceAdapter.runOn(null);
            engine.close();
        }
    }

    private Object connectionFactory(InferenceManagedConnectionFactory factory) {
        try {
            factory.setResourceAdapter(resourceAdapter);
            return factory.createConnectionFactory(manager);
        } catch (ResourceException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
