package org.externalmodels.connector.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A provider that begins an answer and then says the same again until it is hung up on, a gigabyte at most. */
final class EndlessProvider implements AutoCloseable {

    private static final long MOST = 1L << 30;

    private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong sent = new AtomicLong();
    private volatile boolean wasHungUpOn;
    private final String begin;
    private final byte[] again;

    EndlessProvider(String begin, String again) throws IOException {
        this.begin = begin;
        this.again = again.repeat(Math.max(1, 65_536 / again.length())).getBytes(StandardCharsets.ISO_8859_1);
        threads.execute(this::accept);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> answer(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(Socket socket) {
        try (socket;
                OutputStream out = socket.getOutputStream()) {
            if (socket.getInputStream().read() < 0) {
                return;
            }
            out.write(begin.getBytes(StandardCharsets.ISO_8859_1));
            while (sent.get() < MOST) {
                out.write(again);
                sent.addAndGet(again.length);
            }
        } catch (IOException hungUp) {
            // What the tests wait for.
            wasHungUpOn = true;
        }
    }

    boolean wasHungUpOn() {
        return wasHungUpOn;
    }

    long megabytesSent() {
        return sent.get() >> 20;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v1");
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
