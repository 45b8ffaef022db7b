package org.externalmodels.connector.transport;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * Goes away in the moment in which a request comes over HTTP/2: says by a GOAWAY frame, whose last stream is an earlier one, that it
 * has not begun it (RFC 9113 section 6.8), and closes. Takes one connection.
 */
final class DepartingProvider implements AutoCloseable {

    private static final int PREFACE = 24;
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int GOAWAY = 7;
    private static final int ACKNOWLEDGED = 1;

    private final SSLServerSocket server;

    DepartingProvider(TestCertificate certificate) throws Exception {
        server = (SSLServerSocket) certificate
                .server()
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
        SSLParameters versions = server.getSSLParameters();
        versions.setApplicationProtocols(new String[] {"h2"});
        server.setSSLParameters(versions);
        Thread serving = new Thread(this::serve, "departing provider");
        serving.setDaemon(true);
        serving.start();
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve() {
        try (SSLSocket client = (SSLSocket) server.accept()) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            in.skipNBytes(PREFACE);
            frame(out, SETTINGS, 0);
            while (!isRequest(in, out)) {
                out.flush();
            }
            int lastStream = 0;
            int noError = 0;
            frame(out, GOAWAY, 0, lastStream, noError);
            out.flush();
        } catch (IOException closed) {
            // The test is over.
        }
    }

    /** Reads one frame. */
    private static boolean isRequest(DataInputStream in, DataOutputStream out) throws IOException {
        int length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        in.skipNBytes(Integer.BYTES + length);
        if (type == SETTINGS && flags != ACKNOWLEDGED) {
            frame(out, SETTINGS, ACKNOWLEDGED);
        }
        return type == HEADERS;
    }

    /** Writes a frame of the connection as a whole. */
    private static void frame(DataOutputStream out, int type, int flags, int... payload) throws IOException {
        out.writeByte(0);
        out.writeShort(payload.length * Integer.BYTES);
        out.writeByte(type);
        out.writeByte(flags);
        out.writeInt(0);
        for (int each : payload) {
            out.writeInt(each);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
