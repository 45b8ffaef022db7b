package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.externalmodels.connector.transport.Network;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.InferenceStream;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.ModelSnapshot;
import org.externalmodels.inference.spi.Timeouts;
import org.externalmodels.inference.spi.UsageJournal;
import org.externalmodels.inference.spi.UsageRecord;
import org.externalmodels.sandbox.SandboxServer;

/** An engine and a sandbox provider for it to call. */
final class EngineFixture implements AutoCloseable {

    static final String KEY = "sk-canary-51b7c0ffee";

    static final int MAX_CONNECTIONS = 4;

    final SandboxServer sandbox = SandboxServer.start();
    final InferenceEngine engine;
    private final Path directory = directory();
    private long version;

    /** Of one attempt for each call, so that a failure is seen as it was. */
    EngineFixture() {
        this(1);
    }

    EngineFixture(int maxAttempts) {
        this(settings -> settings.withMaxAttempts(maxAttempts));
    }

    EngineFixture(UnaryOperator<EngineSettings> set) {
        this(set, AnswerMemory.ofHeap());
    }

    EngineFixture(UnaryOperator<EngineSettings> set, AnswerMemory memory) {
        engine = InferenceEngine.open(
                set.apply(new EngineSettings(directory, Duration.ofMillis(50), MAX_CONNECTIONS))
                        .withNetwork(Network.withLoopback()),
                memory);
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory("engine-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Models chat() {
        return Models.chat(sandbox.uri("/openai/v1/chat/completions"));
    }

    void publish(ModelDefinition... models) {
        engine.directory().publish(new ModelSnapshot(++version, List.of(models)));
    }

    InferenceResponse infer(String model, String connection, InferenceRequest request) {
        return InferenceEngine.await(engine.infer(target(model, connection), request));
    }

    InferenceResponse infer(String prompt) {
        return infer("claims", null, InferenceRequest.prompt(prompt));
    }

    /** How a call fails. */
    InferenceException failureOf(String model, String connection) {
        return catchThrowableOfType(
                InferenceException.class, () -> infer(model, connection, InferenceRequest.prompt("Hello")));
    }

    CompletableFuture<InferenceResponse> start(InferenceRequest request) {
        return engine.infer(target("claims", null), request);
    }

    URI sandbox(String path) {
        return sandbox.uri(path);
    }

    /** How many requests a path of the sandbox has served. */
    long served(String path) throws IOException {
        return served().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(path))
                .mapToLong(entry -> entry.getValue().asJsonObject().getInt("requests"))
                .sum();
    }

    private JsonObject served() throws IOException {
        try (var in = sandbox.uri("/count").toURL().openStream();
                var reader = Json.createReader(in)) {
            return reader.readObject().getJsonObject("paths");
        }
    }

    InferenceStream stream(String prompt) {
        return engine.stream(target("claims", null), InferenceRequest.prompt(prompt));
    }

    static CallTarget target(String model, String connection) {
        return new CallTarget(CallOrigin.APPLICATION, model, Optional.ofNullable(connection), Timeouts.NONE);
    }

    List<UsageRecord> records() {
        Stream.Builder<UsageRecord> records = Stream.builder();
        long after = 0;
        while (true) {
            List<UsageJournal.Entry> entries = engine.directory().journal().read(after, 100);
            if (entries.isEmpty()) {
                return records.build().toList();
            }
            entries.forEach(entry -> records.add(entry.record()));
            after = entries.get(entries.size() - 1).position();
        }
    }

    UsageRecord onlyRecord() {
        List<UsageRecord> records = records();
        if (records.size() != 1) {
            throw new AssertionError("One record expected, but there are " + records);
        }
        return records.get(0);
    }

    @Override
    public void close() throws IOException {
        engine.close();
        sandbox.close();
        deleteDirectory();
    }

    private void deleteDirectory() throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(directory)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}
