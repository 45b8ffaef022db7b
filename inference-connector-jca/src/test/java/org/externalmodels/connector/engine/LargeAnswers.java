package org.externalmodels.connector.engine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.spi.ModelDefinition;

/**
 * A process of its own, started with a small heap: in each wire format answers of 60 MB, many at once, whole and as
 * streams. Its last line says that all calls ended and that the engine still serves.
 */
public final class LargeAnswers {

    static final String SERVES = "still serves";

    private static final int MEGABYTES = 60;

    static final int TIMES = 2;

    /** Two of many values, one of one value, and one of a stream's. */
    static final List<String> KINDS = List.of("numbers", "empties", "long", "line");

    private LargeAnswers() {}

    public static void main(String[] args) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", LargeAnswers::answer);
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        try (EngineFixture fixture = new EngineFixture(settings ->
                new EngineSettings(settings.journalDirectory(), settings.journalSync(), 1_000).withMaxAttempts(1))) {
            List<ModelDefinition> models = new ArrayList<>();
            for (SandboxFormat format : SandboxFormat.values()) {
                for (String kind : KINDS) {
                    models.add(format.model(fixture, kind.equals("line"))
                            .named(format + "-" + kind)
                            .endpoint(URI.create(address + "/" + kind))
                            .connection("main", EngineFixture.KEY)
                            .build());
                }
            }
            models.add(fixture.chat().connection("main", EngineFixture.KEY).build());
            fixture.publish(models.toArray(ModelDefinition[]::new));
            List<CompletableFuture<String>> ends = new ArrayList<>();
            for (int i = 0; i < TIMES; i++) {
                for (ModelDefinition model : models.subList(0, models.size() - 1)) {
                    ends.add(CompletableFuture.supplyAsync(() -> model.name() + " " + end(fixture, model), threads));
                }
            }
            for (CompletableFuture<String> end : ends) {
                System.out.println(end.get(300, TimeUnit.SECONDS));
            }
            System.out.println(fixture.records().size() + " records");
            System.out.println(fixture.infer("hello").text().contains("hello") ? SERVES : "is broken");
        }
        server.stop(0);
        threads.shutdownNow();
    }

    private static FailureCode end(EngineFixture fixture, ModelDefinition model) {
        CallTarget target = EngineFixture.target(model.name(), null);
        InferenceRequest request = InferenceRequest.prompt("x");
        try {
            if (model.name().endsWith("line")) {
                fixture.engine.stream(target, request).forEach(event -> {});
            } else {
                InferenceEngine.await(fixture.engine.infer(target, request));
            }
            return null;
        } catch (InferenceException e) {
            return e.code();
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            boolean line = path.startsWith("/line");
            exchange.getResponseHeaders().set("Content-Type", line ? "text/event-stream" : "application/json");
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            String begin = line ? "data: " : path.startsWith("/long") ? "{\"x\":\"" : "{\"x\":[";
            String again = path.startsWith("/numbers") ? "0," : path.startsWith("/empties") ? "\"\"," : "xxxx";
            out.write(begin.getBytes(StandardCharsets.US_ASCII));
            byte[] piece = again.repeat((1 << 20) / again.length()).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < MEGABYTES; i++) {
                out.write(piece);
            }
            out.write((path.startsWith("/long") ? "\"}" : "0]}").getBytes(StandardCharsets.US_ASCII));
        }
    }
}
