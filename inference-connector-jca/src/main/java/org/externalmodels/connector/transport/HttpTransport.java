package org.externalmodels.connector.transport;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.async.MinimalHttpAsyncClient;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.nio.AsyncClientEndpoint;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.externalmodels.connector.egress.GuardedLookup;

/**
 * The adapter's one HTTP client: non-blocking, a few threads for any number of exchanges, connections kept alive and
 * pooled by host. It follows no redirects, keeps no cookies and repeats nothing. Shared by threads.
 */
public final class HttpTransport implements AutoCloseable {

    private static final Timeout ABANDONED_CONNECT = Timeout.ofSeconds(60);
    /** A connection holds three of them, used or not: at the default of 32 KB ten thousand calls take a gigabyte. */
    private static final int BUFFER = 8 << 10;

    /** The client's own limits are none. */
    private static final int MAX_LINE = 64 << 10;

    private static final int MAX_HEADERS = 500;

    private static final TimeValue IDLE_CONNECTION = TimeValue.ofSeconds(30);

    private final int maxConnections;
    private final Map<HttpHost, AtomicInteger> exchanges = new ConcurrentHashMap<>();
    private final Map<Duration, RequestConfig> waits = new ConcurrentHashMap<>();
    private final MinimalHttpAsyncClient client;
    private final Deadlines deadlines;

    private HttpTransport(MinimalHttpAsyncClient client, Deadlines deadlines, int maxConnections) {
        this.maxConnections = maxConnections;
        this.client = client;
        this.deadlines = deadlines;
    }

    /**
     * Starts the transport's threads.
     *
     * @param maxConnections the most exchanges under way with one host, each on a socket of its own
     * @param network where it may go, and how
     */
    public static HttpTransport open(int maxConnections, Network network) {
        GuardedLookup lookup = new GuardedLookup(network.egress(), InetAddress::getAllByName);
        PoolingAsyncClientConnectionManager connections = PoolingAsyncClientConnectionManagerBuilder.create()
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnPerRoute(maxConnections)
                .setMaxConnTotal(Integer.MAX_VALUE)
                .setDnsResolver(new GuardedResolver(lookup))
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setVersionPolicy(HttpVersionPolicy.NEGOTIATE)
                        .build())
                // Time limits are the exchange's own; the socket's would not tell waiting from reading. Only an attempt
                // to connect that nobody waits for any more is ended here.
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(ABANDONED_CONNECT)
                        .setSocketTimeout(Timeout.DISABLED)
                        .setValidateAfterInactivity(TimeValue.ofSeconds(2))
                        .setTimeToLive(TimeValue.ofMinutes(10))
                        .setIdleTimeout(Timeout.ofSeconds(IDLE_CONNECTION.toSeconds()))
                        .build())
                .build();
        MinimalHttpAsyncClient client = HttpAsyncClients.createMinimal(
                H2Config.DEFAULT,
                Http1Config.custom()
                        .setBufferSize(BUFFER)
                        .setMaxLineLength(MAX_LINE)
                        .setMaxHeaderCount(MAX_HEADERS)
                        .build(),
                IOReactorConfig.custom()
                        .setTcpNoDelay(true)
                        .setSoKeepAlive(true)
                        .build(),
                connections);
        client.start();
        return new HttpTransport(client, Deadlines.start(), maxConnections);
    }

    /** Sends a request; its answer, or why there is none, goes to the receiver. */
    public Exchange send(OutboundRequest request, ResponseReceiver receiver) {
        HttpHost host = host(request);
        AtomicInteger underWay = exchanges.computeIfAbsent(host, first -> new AtomicInteger());
        HttpExchange exchange = new HttpExchange(request, receiver, deadlines, underWay::decrementAndGet);
        if (underWay.incrementAndGet() > maxConnections) {
            exchange.finish(new TransportFailure(
                    TransportFailure.Kind.NO_CONNECTION_FREE,
                    maxConnections + " exchanges with " + host.toHostString()
                            + " are under way, as many as are allowed",
                    null));
            return exchange;
        }
        deadlines.add(exchange);
        try {
            // Leased rather than left to the client: only who holds the endpoint can end an exchange under way.
            HttpClientContext context = context(request);
            Future<?> unused = client.lease(host, context, new Lease(exchange, context));
        } catch (IllegalStateException e) {
            exchange.finish(new TransportFailure(TransportFailure.Kind.CANCELLED, "the adapter is being stopped", e));
        }
        return exchange;
    }

    /** Nobody queues for a connection longer than its request waits for one. */
    private HttpClientContext context(OutboundRequest request) {
        HttpClientContext context = HttpClientContext.create();
        context.setRequestConfig(waits.computeIfAbsent(
                request.timeouts().connect(),
                wait -> RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(wait))
                        .build()));
        return context;
    }

    private static HttpHost host(OutboundRequest request) {
        return new HttpHost(
                request.uri().getScheme(),
                request.uri().getHost(),
                request.uri().getPort());
    }

    @Override
    public void close() {
        deadlines.close();
        client.close(CloseMode.GRACEFUL);
    }

    /** Hands on the connection. */
    private record Lease(HttpExchange exchange, HttpContext context) implements FutureCallback<AsyncClientEndpoint> {
        @Override
        public void completed(AsyncClientEndpoint endpoint) {
            exchange.connected(endpoint, context);
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
