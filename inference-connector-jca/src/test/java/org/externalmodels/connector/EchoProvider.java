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

/**
 * An OpenAI-compatible provider on the loopback that says what was said last, word by word to who asks for a stream, and can
 * fail, keep silent or break off.
 */
final class EchoProvider implements AutoCloseable {

    /** Answered with status 500. */
    static final String FAIL = "fail";
    /** Not answered before the provider is closed. */
    static final String SILENCE = "silence";
    /** Answered as if there were no tokens left for more. */
    static final String LONG = "long";
    /** A stream that ends like this breaks off after its first word. */
    static final String BREAK = "break";
    /** A stream that ends like this goes on after its first word when the test says so. */
    static final String PAUSE = "pause";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch goingOn = new CountDownLatch(1);
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

    /** Has the stream go on that pauses. */
    void goOn() {
        goingOn.countDown();
    }

    JsonObject lastRequest() {
        return lastRequest;
    }

    @Override
    public void close() {
        closing.countDown();
        goOn();
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
            if (lastRequest.getBoolean("stream", false) && !said.equals(FAIL)) {
                stream(exchange, said);
                return;
            }
            byte[] body = body(said, "message", said).toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(said.equals(FAIL) ? 500 : 200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stream(HttpExchange exchange, String said) throws IOException, InterruptedException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        String[] words = said.split("(?<= )", -1);
        try (OutputStream out = exchange.getResponseBody()) {
            for (String word : words) {
                event(out, delta(word).toString());
                if (said.endsWith(PAUSE)) {
                    goingOn.await();
                }
                if (said.endsWith(BREAK)) {
                    return;
                }
            }
            event(out, body(said, "delta", "").toString());
            event(out, "[DONE]");
        }
    }

    private static void event(OutputStream out, String data) throws IOException {
        out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static JsonObject delta(String word) {
        return Json.createObjectBuilder()
                .add("model", "echo-1")
                .add(
                        "choices",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("index", 0)
                                        .add("delta", Json.createObjectBuilder().add("content", word))))
                .build();
    }

    private String read(HttpExchange exchange) throws IOException {
        try (InputStream in = exchange.getRequestBody()) {
            lastRequest = Json.createReader(in).readObject();
        }
        JsonArray messages = lastRequest.getJsonArray("messages");
        return messages.getJsonObject(messages.size() - 1).getString("content");
    }

    private static JsonObject body(String said, String message, String content) {
        int words = said.split(" ").length;
        return Json.createObjectBuilder()
                .add("model", "echo-1")
                .add(
                        "choices",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("index", 0)
                                        .add("finish_reason", said.equals(LONG) ? "length" : "stop")
                                        .add(
                                                message,
                                                Json.createObjectBuilder()
                                                        .add("role", "assistant")
                                                        .add("content", content))))
                .add(
                        "usage",
                        Json.createObjectBuilder().add("prompt_tokens", words).add("completion_tokens", words))
                .build();
    }
}
