package org.externalmodels.admin.console.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.registry.json.JsonRecords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls of the playground on a loopback port, with models of a test. */
class StreamedCallTest {

    private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");

    static {
        JETTY.setLevel(Level.OFF);
    }

    private static final int THREADS = 20;

    private final Server server = new Server(new QueuedThreadPool(THREADS));
    private final ServerConnector connector = new ServerConnector(server);
    private final Queue<StreamingModel> models = new ConcurrentLinkedQueue<>();
    private final List<StreamedCall> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger over = new AtomicInteger();

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        ServletHolder holder = new ServletHolder(new HttpServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
                StreamedCall call = new StreamedCall(asked(), request.startAsync(), over::incrementAndGet);
                calls.add(call);
                call.begin(models.remove());
            }
        });
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/");
        server.setHandler(context);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private static PlaygroundCall asked() {
        return JsonRecords.read(
                Json.createObjectBuilder()
                        .add("id", "1")
                        .add("model", "gpt")
                        .add("prompt", "Hi")
                        .build(),
                PlaygroundCall.class);
    }

    private Socket ask(StreamingModel model) throws IOException {
        models.add(model);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
        socket.getOutputStream().write("GET / HTTP/1.0\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String all(Socket client) throws IOException {
        return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void anAnswerIsALineForEachPieceAndOneForTheEnd() throws IOException {
        StreamingModel model = new StreamingModel();
        model.says("Hello");
        try (Socket client = ask(model)) {
            assertThat(all(client).lines().skip(1).filter(line -> line.startsWith("{")))
                    .satisfiesExactly(
                            text -> assertThat(text).isEqualTo("{\"type\":\"text\",\"text\":\"Hello\"}"),
                            done -> assertThat(done)
                                    .contains("\"type\":\"done\"", "\"inputTokens\":3", "\"traceId\":\"trace-1\""));
        }
        await().until(() -> over.get() == 1);
    }

    @Test
    void aFailureInTheMiddleIsTheLastLine() throws IOException {
        StreamingModel model = new StreamingModel();
        model.stream.tell(new InferenceEvent.TextDelta("Hel"));
        model.stream.end(new InferenceException(FailureCode.STREAM_INTERRUPTED, "the answer broke off"));
        try (Socket client = ask(model)) {
            assertThat(all(client).lines().toList())
                    .last()
                    .asString()
                    .contains("\"type\":\"failure\"", "STREAM_INTERRUPTED");
        }
    }

    @Test
    void whoStopsEndsTheExchangeAndIsTold() throws Exception {
        StreamingModel model = new StreamingModel();
        try (Socket client = ask(model)) {
            assertThat(model.stream.awaitSubscription()).isTrue();

            calls.get(0).stop();

            assertThat(model.stream.isCancelledWithin(1_000)).isTrue();
            assertThat(all(client)).contains("\"code\":\"CANCELLED\"", "\"traceId\":\"trace-1\"");
        }
        await().until(() -> over.get() == 1);
    }

    @Test
    void aModelIsReadNoFasterThanThePageReads() throws Exception {
        StreamingModel model = new StreamingModel();
        for (int i = 0; i < 5_000; i++) {
            model.stream.tell(new InferenceEvent.TextDelta("x".repeat(10_000)));
        }
        try (Socket client = ask(model)) {
            assertThat(client.getInputStream().read()).isPositive();

            await().during(Duration.ofMillis(500)).until(() -> model.stream.delivered(), count -> count < 5_000);
        }
        assertThat(model.stream.isCancelledWithin(5_000)).isTrue();
        await().until(() -> over.get() == 1);
    }

    @Test
    void moreCallsAreUnderWayThanThereAreThreads() throws Exception {
        List<Socket> clients = new ArrayList<>();
        List<StreamingModel> waiting = new ArrayList<>();
        for (int i = 0; i < 5 * THREADS; i++) {
            StreamingModel model = new StreamingModel();
            clients.add(ask(model));
            waiting.add(model);
        }
        for (StreamingModel model : waiting) {
            assertThat(model.stream.awaitSubscription()).isTrue();
        }
        assertThat(over.get()).isZero();

        waiting.forEach(model -> model.says("at last"));
        for (Socket client : clients) {
            assertThat(all(client)).contains("at last");
            client.close();
        }
        await().until(() -> over.get() == 5 * THREADS);
    }
}
