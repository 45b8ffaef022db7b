package org.externalmodels.benchmarks.provider;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Answers every POST with the same chat completion, streamed if the request asks for it; one thread per connection. */
public final class StaticProvider {

    private StaticProvider() {}

    /** Prints the port it listens on and serves until its standard input ends. */
    public static void main(String[] args) throws IOException {
        var server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        System.out.println(server.getLocalPort());
        start("accept", () -> {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                start("connection", new StaticConnection(socket));
            }
        });
        while (System.in.read() >= 0) {
            // Whoever started this process keeps the stream open and silent.
        }
    }

    @FunctionalInterface
    interface Conversation {
        void hold() throws IOException;
    }

    private static void start(String name, Conversation conversation) {
        var thread = new Thread(
                () -> {
                    try {
                        conversation.hold();
                    } catch (IOException end) {
                        // The client has gone; so does this connection.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }
}
