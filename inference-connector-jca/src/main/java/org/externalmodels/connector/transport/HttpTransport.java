package org.externalmodels.connector.transport;

import java.util.concurrent.Future;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.async.MinimalHttpAsyncClient;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The adapter's one HTTP client: non-blocking, a few threads for any number of exchanges, connections kept alive and
 * pooled by host. It follows no redirects, keeps no cookies and repeats nothing. Shared by threads.
 */
public final class HttpTransport implements AutoCloseable {

    private static final TimeValue IDLE_CONNECTION = TimeValue.ofSeconds(30);

    private final MinimalHttpAsyncClient client;
    private final Deadlines deadlines;

    private HttpTransport(MinimalHttpAsyncClient client, Deadlines deadlines) {
        this.client = client;
        this.deadlines = deadlines;
    }

    /**
     * Starts the transport's threads.
     *
     * @param maxConnections the most sockets to one host; further requests wait for one
     */
    public static HttpTransport open(int maxConnections) {
        PoolingAsyncClientConnectionManager connections = PoolingAsyncClientConnectionManagerBuilder.create()
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnPerRoute(maxConnections)
                .setMaxConnTotal(Integer.MAX_VALUE)
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setVersionPolicy(HttpVersionPolicy.NEGOTIATE)
                        .build())
                // Time limits are the exchange's own; the socket's would not tell waiting from reading.
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.DISABLED)
                        .setSocketTimeout(Timeout.DISABLED)
                        .setValidateAfterInactivity(TimeValue.ofSeconds(2))
                        .setTimeToLive(TimeValue.ofMinutes(10))
                        .setIdleTimeout(Timeout.ofSeconds(IDLE_CONNECTION.toSeconds()))
                        .build())
                .build();
        MinimalHttpAsyncClient client = HttpAsyncClients.createMinimal(
                H2Config.DEFAULT,
                Http1Config.DEFAULT,
                IOReactorConfig.custom()
                        .setTcpNoDelay(true)
                        .setSoKeepAlive(true)
                        .build(),
                connections);
        client.start();
        return new HttpTransport(client, Deadlines.start());
    }

    /** Sends a request; its answer, or why there is none, goes to the receiver. */
    public Exchange send(OutboundRequest request, ResponseReceiver receiver) {
        HttpExchange exchange = new HttpExchange(request, receiver, deadlines);
        deadlines.add(exchange);
        try {
            Future<Void> future =
                    client.execute(exchange, exchange, null, HttpClientContext.create(), new Outcome(exchange));
            exchange.startedAs(future);
        } catch (IllegalStateException e) {
            exchange.finish(new TransportFailure(TransportFailure.Kind.CANCELLED, "the adapter is being stopped", e));
        }
        return exchange;
    }

    @Override
    public void close() {
        deadlines.close();
        client.close(CloseMode.GRACEFUL);
    }

    /** Hands on how an exchange ended, after its connection went back to the pool. */
    private record Outcome(HttpExchange exchange) implements FutureCallback<Void> {
        @Override
        public void completed(Void result) {
            exchange.finish(null);
        }

        @Override
        public void failed(Exception e) {
            exchange.broke(e);
        }

        @Override
        public void cancelled() {
            exchange.broke(null);
        }
    }
}
