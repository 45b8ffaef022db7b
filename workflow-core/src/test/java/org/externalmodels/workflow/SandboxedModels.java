package org.externalmodels.workflow;

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
import org.externalmodels.inference.spi.HeaderDefinition;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.ModelSnapshot;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.inference.spi.Timeouts;
import org.externalmodels.inference.spi.UsageRecord;
import org.externalmodels.sandbox.SandboxServer;

/** A real adapter whose one model is the sandbox's, well or with a fault. It tries each call once. */
public final class SandboxedModels implements AutoCloseable {

    public static final String MODEL = "assistant";

    private final SandboxServer sandbox = SandboxServer.start();
    private final StandaloneAdapter adapter;
    private int snapshot;

    public SandboxedModels(Path journal) {
        adapter = StandaloneAdapter.start(new EngineSettings(journal, Duration.ofMillis(50), 16)
                .withMaxAttempts(1)
                .withNetwork(Network.withLoopback()));
        recovers();
    }

    /** From now on the provider has this fault. */
    public void fails(String fault) {
        publish(List.of(new HeaderDefinition("X-Sandbox-Fault", Secret.of(fault), false)));
    }

    /** From now on the provider is well. */
    public void recovers() {
        publish(List.of());
    }

    private void publish(List<HeaderDefinition> headers) {
        snapshot++;
        adapter.directory().publish(snapshot(sandbox.port(), snapshot, headers));
    }

    /** The model alone, at a sandbox on the loopback interface. */
    public static ModelSnapshot snapshot(int port, int version, List<HeaderDefinition> headers) {
        return new ModelSnapshot(version, List.of(model(port, version, headers)));
    }

    private static ModelDefinition model(int port, int version, List<HeaderDefinition> headers) {
        return new ModelDefinition(
                MODEL,
                MODEL,
                version,
                ModelDefinition.Status.ACTIVE,
                true,
                ProviderStructure.OPENAI_CHAT,
                Optional.of(URI.create("http://127.0.0.1:" + port + "/sandbox/openai/v1/chat/completions")),
                Optional.of("sandbox-1"),
                headers,
                Optional.empty(),
                EnumSet.allOf(Feature.class),
                Set.of(Modality.TEXT_TO_TEXT),
                Timeouts.NONE,
                BodyCapture.OFF,
                List.of(new ConnectionDefinition(
                        MODEL, "main", true, Optional.empty(), new Authentication.ProviderKey(Secret.of("sk-test")))));
    }

    public ModelConnectionFactory factory() {
        return adapter.models();
    }

    /** What the calls so far left behind. */
    public List<UsageRecord> calls() {
        return adapter.directory().journal().read(0, 100).stream()
                .map(entry -> entry.record())
                .toList();
    }

    @Override
    public void close() {
        adapter.close();
        sandbox.close();
    }
}
