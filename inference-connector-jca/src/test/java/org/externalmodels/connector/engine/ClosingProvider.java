package org.externalmodels.connector.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A provider that writes some bytes, and then closes the connection or waits until the other side does. */
final class ClosingProvider implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);
    private final byte[] answer;
    private final boolean waits;

    /** Closes the connection after the bytes. */
    ClosingProvider(String answer) throws IOException {
        this(answer, false);
    }

    private ClosingProvider(String answer, boolean waits) throws IOException {
        this.answer = answer.getBytes(StandardCharsets.UTF_8);
        this.waits = waits;
        threads.execute(this::accept);
    }

    /** Says no more after the bytes, and sees the connection end. */
    static ClosingProvider waiting(String answer) throws IOException {
        return new ClosingProvider(answer, true);
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
            readRequest(socket);
            asked.countDown();
            out.write(answer);
            out.flush();
            if (waits) {
                while (socket.getInputStream().read() >= 0) {
                    // Nothing more is to be said.
                }
                left.countDown();
            }
        } catch (IOException reset) {
            left.countDown();
        }
    }

    /** All of it: a connection that is closed with bytes unread is reset, and takes what was written with it. */
    private static void readRequest(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
        }
        String length = head.toString().replaceAll("(?is).*\r\ncontent-length: *(\\d+).*", "$1");
        byte[] unused = socket.getInputStream().readNBytes(Integer.parseInt(length));
    }

    void awaitRequest() throws InterruptedException {
        asked.await();
    }

    /** Whether the connection was ended by the other side. */
    boolean wasLeft() {
        return left.getCount() == 0;
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
