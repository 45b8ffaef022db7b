package org.externalmodels.registry.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A provider and token endpoint that refuses everything and quotes all of what it got, in every place it can. */
public final class EchoProvider implements AutoCloseable {

    private final HttpServer server;
    private final List<String> received = new CopyOnWriteArrayList<>();

    public EchoProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String all =
                exchange.getRequestURI() + "\n" + exchange.getRequestHeaders().values() + "\n" + body;
        received.add(all);
        String quoted = Json.createObjectBuilder()
                .add("error", all)
                .add("error_description", all)
                .add("message", all)
                .build()
                .toString();
        byte[] bytes = quoted.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization != null) {
            exchange.getResponseHeaders().set("X-Quoted", authorization);
        }
        int status = exchange.getRequestURI().getPath().contains("500") ? 500 : 401;
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Everything that came, to see that secrets were sent at all. */
    public String received() {
        return String.join("\n", received);
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
