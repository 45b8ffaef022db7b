package org.externalmodels.integration;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A provider that outlives servers: counts how often it was asked each prompt, and answers a silenced one when it may. */
final class CountingProvider implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> silenced = new ConcurrentHashMap<>();

    CountingProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/chat/completions");
    }

    int asked(String prompt) {
        return asked.getOrDefault(prompt, 0);
    }

    void silence(String prompt) {
        silenced.put(prompt, new CountDownLatch(1));
    }

    void speak(String prompt) {
        silenced.remove(prompt).countDown();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String prompt;
            try (var reader = Json.createReader(exchange.getRequestBody())) {
                JsonObject request = reader.readObject();
                prompt = request.getJsonArray("messages").getJsonObject(0).getString("content");
            }
            asked.merge(prompt, 1, Integer::sum);
            CountDownLatch latch = silenced.get(prompt);
            if (latch != null) {
                latch.await();
            }
            byte[] answer = """
                    {"id": "1", "object": "chat.completion", "model": "counted",
                     "choices": [{"index": 0, "finish_reason": "stop",
                                  "message": {"role": "assistant", "content": "answer to %s"}}],
                     "usage": {"prompt_tokens": 1, "completion_tokens": 3, "total_tokens": 4}}
                    """.formatted(prompt).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        silenced.values().forEach(CountDownLatch::countDown);
        server.stop(0);
        threads.shutdownNow();
    }
}
