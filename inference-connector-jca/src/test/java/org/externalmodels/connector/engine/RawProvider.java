package org.externalmodels.connector.engine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** A provider that answers each request with a body made from its Authorization header. */
final class RawProvider implements AutoCloseable {

    private final HttpServer server;

    RawProvider(int status, String contentType, Function<String, String> body) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, status, contentType, body));
        server.start();
    }

    private static void answer(HttpExchange exchange, int status, String contentType, Function<String, String> body)
            throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = body.apply(exchange.getRequestHeaders().getFirst("Authorization"))
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
