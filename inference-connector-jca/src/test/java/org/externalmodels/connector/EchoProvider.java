package org.externalmodels.connector;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.BodyCapture;
import org.externalmodels.inference.spi.ConnectionDefinition;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.ModelSnapshot;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.inference.spi.Timeouts;

/** An OpenAI-compatible provider on the loopback that says what was said last, and can fail or keep silent. */
final class EchoProvider implements AutoCloseable {

    /** Answered with status 500. */
    static final String FAIL = "fail";
    /** Not answered before the provider is closed. */
    static final String SILENCE = "silence";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile JsonObject lastRequest;

    EchoProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** A model {@code echo} with the connections {@code main} and {@code spare}. */
    ModelSnapshot snapshot() {
        ModelDefinition echo = new ModelDefinition(
                "1",
                "echo",
                1,
                ModelDefinition.Status.ACTIVE,
                true,
                ProviderStructure.OPENAI_CHAT,
                Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/chat/completions")),
                Optional.of("echo-1"),
                List.of(),
                Optional.empty(),
                Set.of(Feature.values()),
                Set.of(Modality.values()),
                Timeouts.NONE,
                BodyCapture.OFF,
                List.of(connection("main"), connection("spare")));
        return new ModelSnapshot(1, List.of(echo));
    }

    JsonObject lastRequest() {
        return lastRequest;
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private static ConnectionDefinition connection(String name) {
        return new ConnectionDefinition("1-" + name, name, true, Optional.empty(), new Authentication.None());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String said = read(exchange);
            if (said.equals(SILENCE)) {
                closing.await();
                return;
            }
            byte[] body = body(said).toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(said.equals(FAIL) ? 500 : 200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String read(HttpExchange exchange) throws IOException {
        try (InputStream in = exchange.getRequestBody()) {
            lastRequest = Json.createReader(in).readObject();
        }
        JsonArray messages = lastRequest.getJsonArray("messages");
        return messages.getJsonObject(messages.size() - 1).getString("content");
    }

    private static JsonObject body(String said) {
        int words = said.split(" ").length;
        return Json.createObjectBuilder()
                .add("model", "echo-1")
                .add(
                        "choices",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("index", 0)
                                        .add("finish_reason", "stop")
                                        .add(
                                                "message",
                                                Json.createObjectBuilder()
                                                        .add("role", "assistant")
                                                        .add("content", said))))
                .add(
                        "usage",
                        Json.createObjectBuilder().add("prompt_tokens", words).add("completion_tokens", words))
                .build();
    }
}
