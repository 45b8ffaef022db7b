package org.externalmodels.registry.telemetry;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.externalmodels.connector.StandaloneAdapter;
import org.externalmodels.connector.engine.EngineSettings;
import org.externalmodels.connector.transport.Network;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceStream;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.BodyCapture;
import org.externalmodels.inference.spi.CallObserver;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.ConnectionDefinition;
import org.externalmodels.inference.spi.HeaderDefinition;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.inference.spi.ModelSnapshot;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.inference.spi.Timeouts;
import org.externalmodels.sandbox.SandboxServer;

/** An adapter, a provider for it to call, and somebody who listens. */
final class WatchedCalls implements AutoCloseable {

    private static final CallOrigin CLAIMS = new CallOrigin(
            CallOrigin.Source.APPLICATION, Optional.of("claims"), Optional.of("triage"), Optional.of("carla"));

    private final SandboxServer sandbox = SandboxServer.start();
    private final StandaloneAdapter adapter;

    WatchedCalls(Path directory, CallObserver observer) {
        adapter = StandaloneAdapter.start(new EngineSettings(directory, Duration.ofMillis(50), 20)
                .withNetwork(Network.withLoopback())
                .withMaxAttempts(2));
        adapter.directory().addObserver(observer);
    }

    ModelDirectory directory() {
        return adapter.directory();
    }

    int port() {
        return sandbox.uri("/").getPort();
    }

    /** Registers the model {@code gpt}, with a fault at its provider unless that is {@code null}. */
    void publish(String fault) {
        List<HeaderDefinition> headers =
                fault == null ? List.of() : List.of(new HeaderDefinition("X-Sandbox-Fault", Secret.of(fault), false));
        ModelDefinition model = new ModelDefinition(
                "id",
                "gpt",
                1,
                ModelDefinition.Status.ACTIVE,
                true,
                ProviderStructure.OPENAI_CHAT,
                Optional.of(sandbox.uri("/openai/v1/chat/completions")),
                Optional.of("sandbox-1"),
                headers,
                Optional.empty(),
                Set.of(Feature.STREAMING),
                Set.of(Modality.TEXT_TO_TEXT, Modality.TEXT_TO_EMBEDDING),
                Timeouts.NONE,
                BodyCapture.FULL,
                List.of(new ConnectionDefinition(
                        "cid", "main", true, Optional.empty(), new Authentication.ProviderKey(Secret.of("sk-x")))));
        adapter.directory().publish(new ModelSnapshot(adapter.directory().version() + 1, List.of(model)));
    }

    private ModelConnection connection(String model) {
        return adapter.directory().connect(CLAIMS, model, null);
    }

    void infer(String model, String prompt) {
        try (ModelConnection gpt = connection(model)) {
            gpt.infer(InferenceRequest.prompt(prompt));
        }
    }

    void fail(String model) {
        try {
            infer(model, "x");
        } catch (InferenceException expected) {
            return;
        }
        throw new AssertionError("The call did not fail");
    }

    void stream(String prompt) {
        try (ModelConnection gpt = connection("gpt");
                InferenceStream stream = gpt.stream(InferenceRequest.prompt(prompt))) {
            stream.forEach(event -> {});
        }
    }

    void embed(String text) {
        try (ModelConnection gpt = connection("gpt")) {
            gpt.embed(EmbeddingRequest.of(text));
        }
    }

    @Override
    public void close() {
        adapter.close();
        sandbox.close();
    }
}
