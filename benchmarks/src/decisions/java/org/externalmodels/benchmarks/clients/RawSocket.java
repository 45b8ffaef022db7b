package org.externalmodels.benchmarks.clients;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The floor: a blocking socket per thread, which reads until the answer's known end. */
final class RawSocket implements Transport {

    private static final String END = "}}}";

    private final int port;
    private final ThreadLocal<Socket> sockets = ThreadLocal.withInitial(this::connect);
    private final ThreadLocal<byte[]> buffers = ThreadLocal.withInitial(() -> new byte[64 * 1024]);

    RawSocket(int port) {
        this.port = port;
    }

    private Socket connect() {
        try {
            var socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int call(byte[] body) throws IOException {
        byte[] head = ("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] buffer = buffers.get();
        System.arraycopy(head, 0, buffer, 0, head.length);
        System.arraycopy(body, 0, buffer, head.length, body.length);
        Socket socket = sockets.get();
        socket.getOutputStream().write(buffer, 0, head.length + body.length);
        InputStream in = socket.getInputStream();
        int filled = 0;
        do {
            filled += in.read(buffer, filled, buffer.length - filled);
        } while (!new String(buffer, filled - END.length(), END.length(), StandardCharsets.US_ASCII).equals(END));
        return filled;
    }

    @Override
    public void close() {}
}
