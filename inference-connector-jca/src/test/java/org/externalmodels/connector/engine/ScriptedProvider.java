package org.externalmodels.connector.engine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A provider that answers as told, one answer for each request; the last one for all further. */
final class ScriptedProvider implements AutoCloseable {

    static final String COMPLETION = "{\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":"
            + "{\"role\":\"assistant\",\"content\":\"well\"}}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}";

    private final HttpServer server;
    private final Queue<Reply> replies;
    private volatile String lastBody;
    private volatile String lastAuthorization;
    private final List<Long> arrivals = new CopyOnWriteArrayList<>();

    ScriptedProvider(Reply... replies) throws IOException {
        this.replies = new ArrayDeque<>(List.of(replies));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    static Reply good() {
        return new Reply(200, Map.of("Content-Type", "application/json"), COMPLETION);
    }

    static Reply stream(String... events) {
        StringBuilder body = new StringBuilder();
        for (String event : events) {
            body.append("data: ").append(event).append("\n\n");
        }
        return new Reply(200, Map.of("Content-Type", "text/event-stream"), body.toString());
    }

    static Reply status(int status) {
        return new Reply(status, Map.of("Content-Type", "application/json"), "{}");
    }

    private synchronized Reply next() {
        return replies.size() > 1 ? replies.remove() : replies.element();
    }

    private void answer(HttpExchange exchange) throws IOException {
        arrivals.add(System.nanoTime());
        lastAuthorization = exchange.getRequestHeaders().getFirst("Authorization");
        lastBody = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Reply reply = next();
        byte[] bytes = reply.body;
        reply.headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(reply.status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    String lastBody() {
        return lastBody;
    }

    /** What the last request came with as its key or token. */
    String lastAuthorization() {
        return lastAuthorization;
    }

    int requests() {
        return arrivals.size();
    }

    /** The time between two requests, counted from 0. */
    long millisBefore(int request) {
        return (arrivals.get(request) - arrivals.get(request - 1)) / 1_000_000;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** One answer. */
    static final class Reply {

        private final int status;
        private final Map<String, String> headers;
        private final byte[] body;

        Reply(int status, Map<String, String> headers, byte[] body) {
            this.status = status;
            this.headers = Map.copyOf(headers);
            this.body = body.clone();
        }

        Reply(int status, Map<String, String> headers, String body) {
            this(status, headers, body.getBytes(StandardCharsets.UTF_8));
        }

        Reply with(String header, String value) {
            Map<String, String> more = new HashMap<>(headers);
            more.put(header, value);
            return new Reply(status, more, body);
        }

        Reply saying(String text) {
            return new Reply(status, headers, text);
        }
    }
}
