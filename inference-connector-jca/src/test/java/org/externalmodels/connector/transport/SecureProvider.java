package org.externalmodels.connector.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http.nio.AsyncRequestConsumer;
import org.apache.hc.core5.http.nio.AsyncServerRequestHandler;
import org.apache.hc.core5.http.nio.entity.StringAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.support.AsyncResponseBuilder;
import org.apache.hc.core5.http.nio.support.BasicRequestConsumer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2ServerBootstrap;
import org.apache.hc.core5.http2.ssl.H2ServerTlsStrategy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.ListenerEndpoint;

/** A server over TLS that answers with the version of HTTP it was asked in, the request's length, and padding. */
final class SecureProvider implements AutoCloseable {

    private final HttpAsyncServer server;
    private final int port;

    SecureProvider(TestCertificate certificate, HttpVersionPolicy versions, int padding)
            throws GeneralSecurityException, IOException, ExecutionException, InterruptedException, TimeoutException {
        server = H2ServerBootstrap.bootstrap()
                .setVersionPolicy(versions)
                .setTlsStrategy(new H2ServerTlsStrategy(certificate.server()))
                .register("*", new Answer(padding))
                .register("provider.test", "*", new Answer(padding))
                .create();
        port = start(server);
    }

    /** Starts a server on this machine; gives its port. */
    static int start(HttpAsyncServer server) throws ExecutionException, InterruptedException, TimeoutException {
        server.start();
        ListenerEndpoint endpoint = server.listen(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), URIScheme.HTTPS)
                .get(10, TimeUnit.SECONDS);
        return ((InetSocketAddress) endpoint.getAddress()).getPort();
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        server.close(CloseMode.IMMEDIATE);
    }

    private record Answer(int padding) implements AsyncServerRequestHandler<Message<HttpRequest, String>> {

        @Override
        public AsyncRequestConsumer<Message<HttpRequest, String>> prepare(
                HttpRequest request, EntityDetails entity, HttpContext context) {
            return new BasicRequestConsumer<>(entity == null ? null : new StringAsyncEntityConsumer());
        }

        @Override
        public void handle(Message<HttpRequest, String> request, ResponseTrigger trigger, HttpContext context)
                throws HttpException, IOException {
            String body = HttpCoreContext.cast(context).getProtocolVersion() + " "
                    + request.getBody().length() + " " + "x".repeat(padding);
            trigger.submitResponse(
                    AsyncResponseBuilder.create(200)
                            .setEntity(body, ContentType.TEXT_PLAIN)
                            .build(),
                    context);
        }
    }
}
