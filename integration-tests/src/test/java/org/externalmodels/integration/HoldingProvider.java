package org.externalmodels.integration;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A provider that says {@value #FIRST}, and no more until its client has it, or until its patience is over. */
final class HoldingProvider implements AutoCloseable {

    static final String FIRST = "whereas";
    static final String NEXT = "therefore";

    private static final int PATIENCE_SECONDS = 10;

    private final HttpServer server;
    private final CountDownLatch heard = new CountDownLatch(1);
    private volatile boolean waitedInVain;

    HoldingProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/chat/completions");
    }

    /** The first word is where it should be. */
    void heard() {
        heard.countDown();
    }

    boolean waitedInVain() {
        return waitedInVain;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            send(exchange, """
                    {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "held",
                     "choices": [{"index": 0, "delta": {"content": "%s"}, "finish_reason": null}]}""".formatted(FIRST));
            waitedInVain = !heard.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            send(exchange, """
                    {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "held",
                     "choices": [{"index": 0, "delta": {"content": " %s"}, "finish_reason": "stop"}]}""".formatted(NEXT));
            send(exchange, "[DONE]");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, String data) throws IOException {
        String event = "data: " + data.replace("\n", "") + "\n\n";
        exchange.getResponseBody().write(event.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    @Override
    public void close() {
        heard.countDown();
        server.stop(0);
    }
}
