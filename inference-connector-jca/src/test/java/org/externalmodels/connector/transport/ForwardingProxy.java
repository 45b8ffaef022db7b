package org.externalmodels.connector.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP proxy: tunnels on CONNECT, forwards other requests, and leads each to one server whatever host they name. */
final class ForwardingProxy implements AutoCloseable {

    private static final String LOGIN = "Proxy-Authorization: Basic ";

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> logins = new CopyOnWriteArrayList<>();
    private final int target;
    private final String refusal;

    ForwardingProxy(int target) throws IOException {
        this(target, null);
    }

    /** With a refusal it says that to every request. */
    ForwardingProxy(int target, String refusal) throws IOException {
        this.target = target;
        this.refusal = refusal;
        threads.execute(this::accept);
    }

    ProxyServer address(String... direct) {
        return new ProxyServer("127.0.0.1", server.getLocalPort(), List.of(direct));
    }

    /** The request lines it got. */
    List<String> asked() {
        return asked;
    }

    /** The names and passwords it was told. */
    List<String> logins() {
        return logins;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                threads.execute(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket provider = new Socket(InetAddress.getLoopbackAddress(), target)) {
            String line = line(client.getInputStream());
            asked.add(line);
            if (refusal != null) {
                write(client.getOutputStream(), refusal);
                return;
            }
            String[] parts = line.split(" ", 3);
            String headers = headers(client.getInputStream());
            if (parts[0].equals("CONNECT")) {
                write(client.getOutputStream(), "HTTP/1.1 200 Connected\r\n\r\n");
            } else {
                URI uri = URI.create(parts[1]);
                write(provider.getOutputStream(), parts[0] + " " + uri.getRawPath() + " HTTP/1.1\r\n" + headers);
            }
            threads.execute(() -> pump(provider, client));
            client.getInputStream().transferTo(provider.getOutputStream());
        } catch (IOException hungUp) {
            // Either side may, at any time.
        }
    }

    /** All but those for the proxy itself, up to the empty line and with it. */
    private String headers(InputStream in) throws IOException {
        StringBuilder others = new StringBuilder();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.startsWith(LOGIN)) {
                logins.add(new String(
                        Base64.getDecoder().decode(header.substring(LOGIN.length())), StandardCharsets.UTF_8));
            } else {
                others.append(header).append("\r\n");
            }
        }
        return others.append("\r\n").toString();
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException hungUp) {
            // As above.
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.US_ASCII).strip();
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
