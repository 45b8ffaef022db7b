package org.externalmodels.sandbox;

import java.net.URI;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * The sandbox provider on a random loopback port, for tests and benchmarks. Beside the sandbox's classes it needs
 * {@code jetty-ee10-servlet} and a JSON-P provider on the class path:
 *
 * <pre>{@code
 * try (var sandbox = SandboxServer.start()) {
 *     URI endpoint = sandbox.uri("/openai/v1/chat/completions");
 * }
 * }</pre>
 */
public final class SandboxServer implements AutoCloseable {
    private static final int IDLE_MILLIS = 900_000;

    /** Jetty would log each start, and each cut as a failed servlet. Held here, because loggers are held weakly. */
    private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");

    static {
        JETTY.setLevel(Level.OFF);
    }

    private final Server server = new Server();
    private final ServerConnector connector;

    private SandboxServer(boolean on) {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        // A signature is over headers as they were sent, not as the cache of common ones spells them.
        http.setHeaderCacheCaseSensitive(true);
        // ARNs in paths have encoded slashes.
        http.setUriCompliance(UriCompliance.DEFAULT.with("sandbox", UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR));
        connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setAcceptQueueSize(1_024);
        server.addConnector(connector);
        var context = new ServletContextHandler("/sandbox");
        var holder = new ServletHolder(new SandboxServlet(on, StreamCut.SERVLET_FAILURE));
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/*");
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        server.setHandler(context);
    }

    /** Starts a sandbox that answers. */
    public static SandboxServer start() {
        return start(true);
    }

    /** Starts a sandbox that is switched on or off. */
    public static SandboxServer start(boolean on) {
        var sandbox = new SandboxServer(on);
        try {
            sandbox.server.start();
        } catch (Exception failed) {
            sandbox.close();
            throw new IllegalStateException("the sandbox did not start", failed);
        }
        return sandbox;
    }

    public int port() {
        return connector.getLocalPort();
    }

    /** The address of a path under the sandbox's root, such as {@code /count}. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + "/sandbox" + path);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IllegalStateException("the sandbox did not stop", failed);
        }
    }
}
