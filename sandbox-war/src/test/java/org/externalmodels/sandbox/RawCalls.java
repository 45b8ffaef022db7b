package org.externalmodels.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Many calls in flight at once over plain sockets, without a thread each on this side either. */
final class RawCalls implements AutoCloseable {
    private final int port;
    private final List<Socket> sockets = new ArrayList<>();

    RawCalls(int port) {
        this.port = port;
    }

    void send(int calls, String body, String fault) throws IOException {
        for (int at = 0; at < calls; at++) {
            sockets.add(call(port, body, fault));
        }
    }

    static Socket call(int port, String body, String fault) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head =
                "POST /sandbox" + Client.CHAT + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer sk-test\r\n"
                        + "Content-Type: application/json\r\nX-Sandbox-Fault: " + fault + "\r\nContent-Length: "
                        + bytes.length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(bytes);
        return socket;
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
