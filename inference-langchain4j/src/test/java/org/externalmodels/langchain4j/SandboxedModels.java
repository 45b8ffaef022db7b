package org.externalmodels.langchain4j;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.externalmodels.connector.StandaloneAdapter;
import org.externalmodels.connector.engine.EngineSettings;
import org.externalmodels.connector.transport.Network;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.ModelConnectionFactory;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.BodyCapture;
import org.externalmodels.inference.spi.ConnectionDefinition;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.ModelSnapshot;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.inference.spi.Timeouts;
import org.externalmodels.inference.spi.UsageJournal;
import org.externalmodels.sandbox.SandboxServer;

/** A real adapter whose models, by the names here, are the sandbox's. */
final class SandboxedModels implements AutoCloseable {

    static final String ASSISTANT = "assistant";
    static final String PLAIN = "plain";
    static final String VECTORS = "vectors";

    private final SandboxServer sandbox;
    private final StandaloneAdapter adapter;

    SandboxedModels(Path journal) throws IOException {
        sandbox = SandboxServer.start();
        adapter = StandaloneAdapter.start(
                new EngineSettings(journal, Duration.ofMillis(50), 16).withNetwork(Network.withLoopback()));
        Set<Modality> seeing = Set.of(Modality.TEXT_TO_TEXT, Modality.IMAGE_TO_TEXT);
        adapter.directory()
                .publish(new ModelSnapshot(
                        1,
                        List.of(
                                model(ASSISTANT, "/chat/completions", EnumSet.allOf(Feature.class), seeing),
                                model(PLAIN, "/chat/completions", Set.of(), Set.of(Modality.TEXT_TO_TEXT)),
                                model(VECTORS, "/embeddings", Set.of(), Set.of(Modality.TEXT_TO_EMBEDDING)))));
    }

    private ModelDefinition model(String name, String path, Set<Feature> features, Set<Modality> modalities) {
        return new ModelDefinition(
                name,
                name,
                1,
                ModelDefinition.Status.ACTIVE,
                true,
                ProviderStructure.OPENAI_CHAT,
                Optional.of(URI.create("http://127.0.0.1:" + sandbox.port() + "/sandbox/openai/v1" + path)),
                Optional.of("sandbox-1"),
                List.of(),
                Optional.empty(),
                features,
                modalities,
                Timeouts.DEFAULTS,
                BodyCapture.OFF,
                List.of(new ConnectionDefinition(
                        name, "main", true, Optional.empty(), new Authentication.ProviderKey(Secret.of("sk-test")))));
    }

    ModelConnectionFactory factory() {
        return adapter.models();
    }

    /** What the calls so far left in the journal. */
    List<UsageJournal.Entry> usage() {
        return adapter.directory().journal().read(0, 100);
    }

    @Override
    public void close() {
        adapter.close();
        sandbox.close();
    }
}
