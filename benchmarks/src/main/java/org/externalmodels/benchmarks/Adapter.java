package org.externalmodels.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.externalmodels.benchmarks.provider.ChatRequest;
import org.externalmodels.benchmarks.provider.ProviderProcess;
import org.externalmodels.connector.StandaloneAdapter;
import org.externalmodels.connector.engine.EngineSettings;
import org.externalmodels.connector.transport.Network;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceStream;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.ModelConnectionFactory;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.BodyCapture;
import org.externalmodels.inference.spi.ConnectionDefinition;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.ModelSnapshot;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.inference.spi.Timeouts;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The adapter as an application uses it: a connection from the pool for each call, usage in the journal. */
@State(Scope.Benchmark)
public class Adapter {

    static final String OPENAI = "openai";
    static final String ANTHROPIC = "anthropic";
    static final String EMBEDDING = "embedding";

    private ProviderProcess provider;
    private Path journal;
    private StandaloneAdapter adapter;
    private ModelConnectionFactory models;

    @Setup
    public void open() throws IOException {
        provider = new ProviderProcess();
        journal = Files.createTempDirectory("journal");
        adapter = StandaloneAdapter.start(
                new EngineSettings(journal, Duration.ofMillis(50), 256).withNetwork(Network.withLoopback()));
        adapter.directory()
                .publish(new ModelSnapshot(
                        1,
                        List.of(
                                model(
                                        OPENAI,
                                        ProviderStructure.OPENAI_CHAT,
                                        "/chat/completions",
                                        Modality.TEXT_TO_TEXT),
                                model(
                                        ANTHROPIC,
                                        ProviderStructure.ANTHROPIC_MESSAGES,
                                        "/messages",
                                        Modality.TEXT_TO_TEXT),
                                model(
                                        EMBEDDING,
                                        ProviderStructure.OPENAI_CHAT,
                                        "/embeddings",
                                        Modality.TEXT_TO_EMBEDDING))));
        models = adapter.models();
    }

    private ModelDefinition model(String name, ProviderStructure structure, String path, Modality modality) {
        return model(name, structure, URI.create(provider.baseUrl() + path), modality);
    }

    static ModelDefinition model(String name, ProviderStructure structure, URI endpoint, Modality modality) {
        return new ModelDefinition(
                name,
                name,
                1,
                ModelDefinition.Status.ACTIVE,
                true,
                structure,
                Optional.of(endpoint),
                Optional.of(ChatRequest.MODEL),
                List.of(),
                Optional.empty(),
                Set.of(Feature.STREAMING),
                Set.of(modality),
                Timeouts.DEFAULTS,
                BodyCapture.OFF,
                List.of(new ConnectionDefinition(
                        name,
                        "main",
                        true,
                        Optional.empty(),
                        new Authentication.ProviderKey(Secret.of(ChatRequest.API_KEY)))));
    }

    @TearDown
    public void close() throws IOException {
        adapter.close();
        provider.close();
        try (Stream<Path> files = Files.walk(journal)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    String call(String prompt) {
        return call(OPENAI, prompt);
    }

    String call(String name, String prompt) {
        try (ModelConnection model = models.getConnection(name, "main")) {
            return model.infer(InferenceRequest.prompt(prompt)).text();
        }
    }

    int embed(List<String> texts) {
        try (ModelConnection model = models.getConnection(EMBEDDING, "main")) {
            return model.embed(EmbeddingRequest.of(texts.toArray(String[]::new)))
                    .vectors()
                    .size();
        }
    }

    int stream(String prompt) {
        return stream(OPENAI, prompt);
    }

    /** Reads all deltas; the length of the text they make. */
    int stream(String name, String prompt) {
        int length = 0;
        try (ModelConnection model = models.getConnection(name, "main");
                InferenceStream stream = model.stream(InferenceRequest.prompt(prompt))) {
            for (InferenceEvent event : stream) {
                if (event instanceof InferenceEvent.TextDelta delta) {
                    length += delta.text().length();
                }
            }
        }
        return length;
    }
}
