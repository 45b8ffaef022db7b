package org.externalmodels.connector.transport;

import java.time.Duration;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.async.MinimalHttpAsyncClient;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Sets up the HTTP clients: one for direct calls, without the chain that nothing here needs, and one for a proxy, which needs it. */
final class Clients {

    private static final Timeout ABANDONED_CONNECT = Timeout.ofSeconds(60);

    /** A connection holds three of them, used or not: at 8 KB ten thousand calls take a quarter of a gigabyte. */
    private static final int BUFFER = 4 << 10;

    /** The least that HTTP/2 allows (RFC 9113 section 6.5.2): a connection holds buffers for frames of this size. */
    private static final int FRAME = 16 << 10;

    /** The client's own limits are none. */
    private static final int MAX_LINE = 64 << 10;

    private static final int MAX_HEADERS = 500;

    /** Seconds. A peer that is gone without a word is noticed within a minute, which by themselves systems do in two hours. */
    private static final int PROBE_AFTER = 30;

    private static final int PROBE_EVERY = 10;
    private static final int PROBES = 3;

    private final int maxConnections;
    private final Network network;
    private final TimeValue idle;

    /**
     * Makes clients alike.
     *
     * @param idle after this a connection that nobody uses is closed
     */
    Clients(int maxConnections, Network network, Duration idle) {
        this.maxConnections = maxConnections;
        this.network = network;
        this.idle = TimeValue.of(idle);
    }

    MinimalHttpAsyncClient direct(PoolingAsyncClientConnectionManager connections) {
        MinimalHttpAsyncClient client = HttpAsyncClients.createMinimal(h2(), http1(), reactor(), connections);
        client.start();
        return client;
    }

    /** The pool looks at how old a connection is when it hands one out; those that a peak leaves behind nobody asks for. */
    Rounds evictor(PoolingAsyncClientConnectionManager connections) {
        return Rounds.start("external-models-idle-connections", idle.toDuration(), () -> {
            connections.closeExpired();
            connections.closeIdle(idle);
        });
    }

    /** The only host whose address this client's connections ask for is the proxy, which the administrator chose. */
    CloseableHttpAsyncClient through(ProxyServer proxy, PoolingAsyncClientConnectionManager connections) {
        CloseableHttpAsyncClient client = HttpAsyncClients.custom()
                .setConnectionManager(connections)
                .setH2Config(h2())
                .setHttp1Config(http1())
                .setIOReactorConfig(reactor())
                .setProxy(ProxyLogins.host(proxy))
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .disableContentCompression()
                .disableRequestPriority()
                .build();
        client.start();
        return client;
    }

    PoolingAsyncClientConnectionManager connections(DnsResolver resolver) {
        PoolingAsyncClientConnectionManagerBuilder builder = PoolingAsyncClientConnectionManagerBuilder.create()
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnPerRoute(maxConnections)
                .setMaxConnTotal(Integer.MAX_VALUE)
                .setDnsResolver(resolver)
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
                        .setIdleTimeout(idle.toTimeout())
                        .build());
        // A connection that waits gives the buffers of TLS back: they are more than all else that it keeps.
        ClientTlsStrategyBuilder tls = ClientTlsStrategyBuilder.create().setSslBufferMode(SSLBufferMode.DYNAMIC);
        network.trustStore().ifPresent(store -> tls.setSslContext(store.context()));
        return builder.setTlsStrategy(tls.buildAsync()).build();
    }

    private static Http1Config http1() {
        return Http1Config.custom()
                .setBufferSize(BUFFER)
                .setMaxLineLength(MAX_LINE)
                .setMaxHeaderCount(MAX_HEADERS)
                .build();
    }

    private static H2Config h2() {
        return H2Config.custom()
                .setMaxHeaderListSize(4 * MAX_LINE)
                .setPushEnabled(false)
                .setMaxFrameSize(FRAME)
                .build();
    }

    private static IOReactorConfig reactor() {
        return IOReactorConfig.custom()
                .setTcpNoDelay(true)
                .setSoKeepAlive(true)
                .setTcpKeepIdle(PROBE_AFTER)
                .setTcpKeepInterval(PROBE_EVERY)
                .setTcpKeepCount(PROBES)
                .build();
    }
}
