package org.externalmodels.connector.engine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** A provider whose streams are whole at once, while the end of their bytes comes when it may. */
final class LateTail implements AutoCloseable {

    private static final byte[] STREAM = """
            data: {"choices":[{"delta":{"content":"Hi"},"finish_reason":"stop"}]}

            data: [DONE]

            """.getBytes(StandardCharsets.UTF_8);

    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<InetSocketAddress> clients = ConcurrentHashMap.newKeySet();
    private final Semaphore tails = new Semaphore(0);

    LateTail() throws IOException {
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        clients.add(exchange.getRemoteAddress());
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(STREAM);
        exchange.getResponseBody().flush();
        tails.acquireUninterruptibly();
        exchange.close();
    }

    /** Lets the bytes of so many streams end. */
    void end(int streams) {
        tails.release(streams);
    }

    /** How many connections were made. */
    int connections() {
        return clients.size();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    @Override
    public void close() {
        end(100);
        server.stop(0);
        threads.shutdownNow();
    }
}
