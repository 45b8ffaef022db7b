package org.externalmodels.connector.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.apache.hc.core5.http.nio.AsyncServerExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.ResponseChannel;
import org.apache.hc.core5.http.nio.command.ShutdownCommand;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2ServerBootstrap;
import org.apache.hc.core5.http2.ssl.H2ServerTlsStrategy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.IOSessionListener;

/** A server that speaks HTTP/2 only, over TLS, and answers each call as the test says. */
final class Http2Provider implements AutoCloseable {

    private final HttpAsyncServer server;
    private final int port;
    private final Sessions sessions = new Sessions();
    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();

    Http2Provider(TestCertificate certificate) throws Exception {
        server = H2ServerBootstrap.bootstrap()
                .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_2)
                .setTlsStrategy(new H2ServerTlsStrategy(certificate.server()))
                .setIOSessionListener(sessions)
                .register("*", Call::new)
                .create();
        port = SecureProvider.start(server);
    }

    int port() {
        return port;
    }

    /** The next call, once its request is whole; empty if there is none for long. */
    Optional<Call> call() throws InterruptedException {
        return Optional.ofNullable(calls.poll(5, TimeUnit.SECONDS));
    }

    /** How many connections were made. */
    int connections() {
        return sessions.made.get();
    }

    /** How many of them are there. */
    int open() {
        return sessions.made.get() - sessions.gone.get();
    }

    /** Tells clients to make no more calls on the connections that there are: GOAWAY (RFC 9113 section 6.8). */
    void goAway() {
        sessions.all.forEach(
                session -> session.enqueue(new ShutdownCommand(CloseMode.GRACEFUL), Command.Priority.NORMAL));
    }

    @Override
    public void close() {
        server.close(CloseMode.IMMEDIATE);
    }

    /** A call as it is answered. */
    final class Call implements AsyncServerExchangeHandler {
        private final Queue<ByteBuffer> pieces = new ConcurrentLinkedQueue<>();
        private final CountDownLatch released = new CountDownLatch(1);
        private final StringBuilder asked = new StringBuilder();
        private volatile ResponseChannel response;
        private volatile HttpContext context;
        private volatile DataStreamChannel channel;
        private volatile boolean whole;

        /** What was asked. */
        String body() {
            return asked.toString();
        }

        /** Begins to answer. */
        void head(Header... headers) throws HttpException, IOException {
            BasicHttpResponse head = new BasicHttpResponse(200);
            head.setHeaders(headers);
            response.sendResponse(head, new BasicEntityDetails(-1, null), context);
        }

        /** Goes on with the answer. */
        void send(String piece) {
            pieces.add(StandardCharsets.UTF_8.encode(piece));
            goOn();
        }

        /** Ends the answer. */
        void end() {
            whole = true;
            goOn();
        }

        private void goOn() {
            DataStreamChannel there = channel;
            if (there != null) {
                there.requestOutput();
            }
        }

        /** Whether nobody is there for the answer any more, or it is over. */
        boolean isOver() throws InterruptedException {
            return released.await(20, TimeUnit.SECONDS);
        }

        @Override
        public void handleRequest(
                HttpRequest request, EntityDetails entity, ResponseChannel answers, HttpContext itsContext) {
            response = answers;
            context = itsContext;
        }

        @Override
        public void updateCapacity(CapacityChannel capacity) throws IOException {
            capacity.update(Integer.MAX_VALUE);
        }

        @Override
        public void consume(ByteBuffer piece) {
            asked.append(StandardCharsets.UTF_8.decode(piece));
        }

        @Override
        public void streamEnd(List<? extends Header> trailers) {
            calls.add(this);
        }

        @Override
        public int available() {
            return whole ? 1 : pieces.stream().mapToInt(ByteBuffer::remaining).sum();
        }

        @Override
        public void produce(DataStreamChannel output) throws IOException {
            channel = output;
            while (!pieces.isEmpty()) {
                output.write(pieces.peek());
                if (pieces.peek().hasRemaining()) {
                    // The client has given no more room.
                    return;
                }
                pieces.remove();
            }
            if (whole) {
                output.endStream();
            }
        }

        @Override
        public void failed(Exception cause) {
            released.countDown();
        }

        @Override
        public void releaseResources() {
            released.countDown();
        }
    }

    private static final class Sessions implements IOSessionListener {
        private final AtomicInteger made = new AtomicInteger();
        private final AtomicInteger gone = new AtomicInteger();
        private final Queue<IOSession> all = new ConcurrentLinkedQueue<>();

        @Override
        public void connected(IOSession session) {
            made.incrementAndGet();
            all.add(session);
        }

        @Override
        public void disconnected(IOSession session) {
            gone.incrementAndGet();
        }

        @Override
        public void startTls(IOSession session) {
            // Every one does.
        }

        @Override
        public void inputReady(IOSession session) {
            // Calls tell.
        }

        @Override
        public void outputReady(IOSession session) {
            // Calls tell.
        }

        @Override
        public void timeout(IOSession session) {
            // There is none.
        }

        @Override
        public void exception(IOSession session, Exception cause) {
            // The call hears of it.
        }
    }
}
