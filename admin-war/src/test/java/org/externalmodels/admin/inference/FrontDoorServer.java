package org.externalmodels.admin.inference;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.externalmodels.registry.keys.KeyRing;
import org.externalmodels.registry.keys.KeyScope;
import org.externalmodels.registry.keys.RingKey;
import org.externalmodels.registry.keys.StoredKeys;
import org.externalmodels.registry.limits.Standing;

/** The front door on a loopback port, with models and keys of a test. */
final class FrontDoorServer implements AutoCloseable {

    static final String CHAT = "/v1/chat/completions";
    static final String ASK = "{'model':'gpt','messages':[{'role':'user','content':'Hi'}]}";
    static final String STREAM = ASK.replace("}]}", "}],'stream':true,'stream_options':{'include_usage':true}}");

    static final String KEY = "emk-of-everything";
    static final String KEY_OF_SECOND = "emk-of-gpt/second";
    static final String KEY_OF_TWO = "emk-of-two";
    static final String KEY_OF_EMBEDDINGS = "emk-of-embeddings";

    private static final long MEMORY = 256 << 20;

    private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");

    static {
        JETTY.setLevel(Level.OFF);
    }

    private final ScriptedDirectory models = new ScriptedDirectory();
    private volatile Supplier<List<Standing>> standings = List::of;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final KeyRing keys = new KeyRing(new TestKeys());
    private final RequestMemory memory;
    private final AtomicInteger askedBehindTheEnd = new AtomicInteger();
    private final FrontDoor door;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** What callers are told of their limits from now on. */
    void standings(Standing... now) {
        standings = () -> List.of(now);
    }

    /** Who looks for the limits of callers does so here from now on. */
    void standings(Supplier<List<Standing>> now) {
        standings = now;
    }

    /** Bytes of requests that are held now. */
    long held() {
        return memory.held();
    }

    /** How often more of a body was asked for than its request tells. */
    int askedBehindTheEnd() {
        return askedBehindTheEnd.get();
    }

    private FrontDoorServer(FrontDoor.Patience patience, long memory, Handover handover) {
        this.memory = new RequestMemory(memory);
        door = new FrontDoor(
                models,
                keys,
                (origin, model) -> standings.get(),
                scheduler,
                handover,
                (header, work) -> work,
                patience,
                this.memory);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        ServletHolder holder = new ServletHolder(new HttpServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
                door.serve(new WatchedBody(request, askedBehindTheEnd), response);
            }
        });
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/v1/*");
        server.setHandler(context);
    }

    /** Starts it, with its keys read. */
    static FrontDoorServer withKeys() {
        FrontDoorServer front = start();
        front.readKeys();
        return front;
    }

    /** Starts it, with its keys read and with little patience for slow clients. */
    static FrontDoorServer inAHurry() {
        FrontDoorServer front = start(new FrontDoor.Patience(Duration.ofMillis(200), Duration.ofMillis(200)), MEMORY);
        front.readKeys();
        return front;
    }

    /** Starts it, with its keys read and with another thread for each call to begin on. */
    static FrontDoorServer withHandover(Handover handover) {
        FrontDoorServer front = start(FrontDoor.Patience.USUAL, MEMORY, handover);
        front.readKeys();
        return front;
    }

    /** Starts it, with its keys read, for requests that take so many bytes. */
    static FrontDoorServer withMemory(long bytes) {
        FrontDoorServer front = start(FrontDoor.Patience.USUAL, bytes);
        front.readKeys();
        return front;
    }

    /** Starts it; it has not read its keys yet. */
    static FrontDoorServer start() {
        return start(FrontDoor.Patience.USUAL, MEMORY);
    }

    private static FrontDoorServer start(FrontDoor.Patience patience, long memory) {
        return start(patience, memory, new Handover(() -> false, Thread::new));
    }

    private static FrontDoorServer start(FrontDoor.Patience patience, long memory, Handover handover) {
        FrontDoorServer front = new FrontDoorServer(patience, memory, handover);
        try {
            front.server.start();
        } catch (Exception failed) {
            front.close();
            throw new IllegalStateException("the server did not start", failed);
        }
        return front;
    }

    private static final class TestKeys extends StoredKeys {
        @Override
        public long stamp() {
            return 1;
        }

        @Override
        public All all() {
            return new All(
                    1,
                    List.of(
                            key(KEY, "*", "*"),
                            key(KEY_OF_SECOND, "gpt/second", "*"),
                            key(KEY_OF_TWO, List.of("gpt/second", "gpt/third"), "*"),
                            key(KEY_OF_EMBEDDINGS, "*", "embeddings")));
        }

        private static RingKey key(String key, String model, String way) {
            return key(key, List.of(model), way);
        }

        private static RingKey key(String key, List<String> models, String way) {
            return new RingKey(
                    key,
                    "claims",
                    sha256(key),
                    Optional.empty(),
                    Optional.empty(),
                    new KeyScope(models, List.of(way)),
                    Optional.empty(),
                    true);
        }
    }

    private static String sha256(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void readKeys() {
        keys.catchUp();
    }

    ScriptedDirectory models() {
        return models;
    }

    HttpResponse<String> post(String path, String json) {
        return post(path, json, KEY);
    }

    HttpResponse<String> post(String path, String json, String key) {
        return send(request(path)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.replace('\'', '"'))));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + connector.getLocalPort() + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends a request and leaves its answer unread. */
    Socket open(String path, String json) throws IOException {
        byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        Socket socket = begin(path, body.length);
        socket.getOutputStream().write(body);
        socket.getOutputStream().flush();
        return socket;
    }

    /** Sends the head of a request, and nothing of its body. */
    Socket begin(String path, int length) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
        String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nx-api-key: " + KEY
                + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    static JsonObject json(HttpResponse<String> response) {
        try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
            return reader.readObject();
        }
    }

    @Override
    public void close() {
        door.close();
        scheduler.shutdownNow();
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IllegalStateException("the server did not stop", failed);
        }
    }
}
