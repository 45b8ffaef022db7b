package org.externalmodels.registry.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.externalmodels.connector.StandaloneAdapter;
import org.externalmodels.connector.engine.EngineSettings;
import org.externalmodels.connector.transport.Network;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.registry.audit.AuditEntry;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.TestRegistry;
import org.externalmodels.registry.traces.CollectingStore;
import org.externalmodels.registry.traces.TraceFilter;
import org.externalmodels.registry.traces.TraceItem;
import org.externalmodels.registry.traces.TraceLog;
import org.externalmodels.registry.traces.UsageCollector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What callers get after changes in the registry, through the adapter and whatever their way in. */
@ParameterizedClass
@EnumSource(Databases.class)
class CallsAfterChangesTest {

    private static final InferenceRequest REQUEST = InferenceRequest.prompt("hello");

    /** The ways in that all others lead to. */
    enum Way {
        INFER {
            @Override
            void call(ModelConnection model) {
                model.infer(REQUEST);
            }
        },
        INFER_ASYNC {
            @Override
            void call(ModelConnection model) {
                model.inferAsync(REQUEST).toCompletableFuture().join();
            }
        },
        STREAM {
            @Override
            void call(ModelConnection model) {
                model.stream(REQUEST).forEach(event -> {});
            }
        },
        EMBED {
            @Override
            void call(ModelConnection model) {
                model.embed(EmbeddingRequest.of("hello"));
            }
        };

        abstract void call(ModelConnection model);
    }

    @TempDir
    private Path data;

    @Parameter
    private Databases kind;

    private final Queue<String> revisionsSent = new ConcurrentLinkedQueue<>();
    private HttpServer provider;
    private StandaloneAdapter adapter;
    private TestRegistry registry;
    private String model;

    @BeforeEach
    void open() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/", this::answer);
        provider.start();
        adapter = StandaloneAdapter.start(new EngineSettings(data.resolve("journal"), Duration.ofMillis(50), 20)
                .withNetwork(Network.withLoopback()));
        registry = new TestRegistry(kind.empty(), data, adapter.directory());
        model = registry.lifecycle(
                lifecycle -> lifecycle.create(revision("first"), List.of(GivenConnection.of("main", "sk-1")), true));
    }

    @AfterEach
    void close() {
        adapter.close();
        provider.stop(0);
    }

    @ParameterizedTest
    @EnumSource
    void aModelWhoseInferencingIsOffIsNotActive(Way way) {
        lifecycle(lifecycle -> lifecycle.switchInferencing(model, false, null));

        assertThat(refusal(way, "gpt", null)).hasMessageContaining("model is not active");
        assertThat(code(way, "gpt", null)).isEqualTo(FailureCode.MODEL_NOT_ACTIVE);
        assertThat(code(way, "gpt", "main")).isEqualTo(FailureCode.MODEL_NOT_ACTIVE);

        lifecycle(lifecycle -> lifecycle.switchInferencing(model, true, null));
        infer("gpt");
    }

    @Test
    void everyWayInAnswersTheSameErrorWhenInferencingIsOff() {
        lifecycle(lifecycle -> lifecycle.switchInferencing(model, false, null));

        assertThat(Stream.of(Way.values()).map(way -> refusal(way, "gpt", null).getMessage()))
                .containsOnly(refusal(Way.INFER, "gpt", null).getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void aDraftIsNotActive(Way way) {
        registry.lifecycle(lifecycle -> lifecycle.create(
                revision("first").withName("draft"), List.of(GivenConnection.of("main", "sk-1")), false));

        assertThat(code(way, "draft", null)).isEqualTo(FailureCode.MODEL_NOT_ACTIVE);
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionWhoseInferencingIsOffIsNotActive(Way way) {
        registry.connections(connections -> {
            connections.switchInferencing(model, main(), false, null);
            return null;
        });

        assertThat(code(way, "gpt", "main")).isEqualTo(FailureCode.CONNECTION_NOT_ACTIVE);
    }

    @ParameterizedTest
    @EnumSource
    void anUnknownOrDeletedModelIsNotFound(Way way) {
        assertThat(code(way, "nobody", null)).isEqualTo(FailureCode.MODEL_NOT_FOUND);

        lifecycle(lifecycle -> lifecycle.delete(model, null));

        assertThat(code(way, "gpt", null)).isEqualTo(FailureCode.MODEL_NOT_FOUND);
    }

    @ParameterizedTest
    @EnumSource
    void aModelWithoutItsLastConnectionHasNoneThatIsActive(Way way) {
        registry.connections(connections -> {
            connections.delete(model, main(), null);
            return null;
        });

        assertThat(code(way, "gpt", null)).isEqualTo(FailureCode.NO_ACTIVE_CONNECTION);
    }

    @Test
    void usageTracesAndAuditEntriesOfWhatWasDeletedStayUnderItsName() {
        infer("gpt");
        registry.connections(connections -> {
            connections.delete(model, main(), null);
            return null;
        });
        new UsageCollector(adapter.directory().journal(), CollectingStore.on(registry.database())).collect();

        lifecycle(lifecycle -> lifecycle.delete(model, null));

        List<TraceItem> traces = registry.database()
                .withSql(source -> new TraceLog(source)
                        .slice(TraceFilter.ALL, 10, Optional.empty())
                        .items());
        assertThat(traces).singleElement().satisfies(trace -> {
            assertThat(trace.model()).isEqualTo("gpt");
            assertThat(trace.connection()).isEqualTo("main");
            assertThat(trace.inputTokens()).isEqualTo(1);
        });
        assertThat(registry.audit())
                .filteredOn(entry -> entry.action().startsWith("model."))
                .extracting(AuditEntry::targetName)
                .isNotEmpty()
                .containsOnly("gpt");
        assertThat(registry.audit())
                .filteredOn(entry -> entry.action().equals("connection.deleted"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.targetName()).contains("main"));
    }

    @Test
    void callersSeeOneWholeRevisionWhileOthersAreConfirmed() {
        AtomicBoolean done = new AtomicBoolean();
        List<CompletableFuture<Void>> callers = IntStream.range(0, 3)
                .mapToObj(i -> CompletableFuture.runAsync(
                        () -> {
                            while (!done.get()) {
                                infer("gpt");
                            }
                        },
                        task -> new Thread(task).start()))
                .toList();
        try {
            for (int i = 0; i < 30; i++) {
                Definition next = revision("revision-" + i);
                lifecycle(lifecycle -> lifecycle.edit(model, null, next, List.of(), false));
                lifecycle(lifecycle -> lifecycle.confirm(model, null));
                infer("gpt");
            }
        } finally {
            done.set(true);
        }
        CompletableFuture.allOf(callers.toArray(CompletableFuture[]::new)).join();

        Set<String> seen = Set.copyOf(revisionsSent);
        assertThat(seen).hasSizeBetween(30, 31).allSatisfy(sent -> {
            String[] parts = sent.split(" ", -1);
            assertThat(parts[0])
                    .as("the header and the model are of one revision")
                    .isEqualTo(parts[1]);
        });
    }

    @Test
    void whileADraftIsEditedTheRevisionThatWasConfirmedServes() {
        lifecycle(lifecycle -> lifecycle.edit(model, null, revision("second"), List.of(), false));
        infer("gpt");
        lifecycle(lifecycle -> lifecycle.confirm(model, null));
        infer("gpt");

        assertThat(revisionsSent).containsExactly("first first", "second second");
    }

    private static Definition revision(String word, int port) {
        return TestRegistry.definition("""
                {'name': 'gpt', 'endpoint': 'http://127.0.0.1:%d/v1', 'structure': 'openai-chat', 'providerModel': '%s',
                 'features': ['streaming'], 'modalities': ['text-to-text', 'text-to-embedding'],
                 'headers': [{'name': 'X-Revision', 'value': '%s', 'secret': false}]}""".formatted(port, word, word));
    }

    private Definition revision(String word) {
        return revision(word, provider.getAddress().getPort());
    }

    /** Notes of which revision the header and of which the model of a request is. */
    private void answer(HttpExchange exchange) throws IOException {
        try (var reader = Json.createReader(exchange.getRequestBody())) {
            revisionsSent.add(exchange.getRequestHeaders().getFirst("X-Revision") + " "
                    + reader.readObject().getString("model"));
        }
        byte[] body = """
                {"choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "well"}}],
                 "usage": {"prompt_tokens": 1, "completion_tokens": 1}}""".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String main() {
        return registry.catalog(catalog -> catalog.connections(model)).get(0).id();
    }

    private void lifecycle(Consumer<ModelLifecycle> work) {
        registry.lifecycle(lifecycle -> {
            work.accept(lifecycle);
            return null;
        });
    }

    private void infer(String name) {
        call(Way.INFER, name, null);
    }

    private void call(Way way, String name, String connection) {
        try (ModelConnection handle = adapter.directory().connect(CallOrigin.APPLICATION, name, connection)) {
            way.call(handle);
        }
    }

    private FailureCode code(Way way, String name, String connection) {
        return refusal(way, name, connection).code();
    }

    private InferenceException refusal(Way way, String name, String connection) {
        Throwable failure = catchThrowable(() -> call(way, name, connection));
        assertThat(failure).as("%s of %s", way, name).isNotNull();
        return (InferenceException) (failure instanceof InferenceException ? failure : failure.getCause());
    }
}
