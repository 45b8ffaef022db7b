package org.externalmodels.benchmarks.clients;

import org.externalmodels.benchmarks.transport.AsyncExchange;
import org.externalmodels.benchmarks.transport.BodyConsumer;
import org.externalmodels.benchmarks.transport.BodyProducer;

import java.io.IOException;
import java.net.URI;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.async.methods.SimpleResponseConsumer;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;

/** Apache HttpClient 5, asynchronous, in its forms from everything to nothing but the exchange. */
final class AsyncClient implements Transport {

    private final URI uri;
    private final HttpHost host;
    private final CloseableHttpAsyncClient client;
    private final boolean simple;

    private AsyncClient(URI uri, CloseableHttpAsyncClient client, boolean simple) {
        this.uri = uri;
        this.host = HttpHost.create(uri);
        this.client = client;
        this.simple = simple;
        client.start();
    }

    /** As built without any setting but the pool's size, with the simple request and response. */
    static AsyncClient asShipped(URI uri) {
        return new AsyncClient(
                uri,
                HttpAsyncClients.custom()
                        .setConnectionManager(connections(PoolConcurrencyPolicy.STRICT))
                        .build(),
                true);
    }

    /** Without cookies, authentication cache, redirects, retries and connection state. */
    static AsyncClient lean(URI uri, int ioThreads, PoolConcurrencyPolicy policy, boolean simple) {
        return new AsyncClient(
                uri,
                HttpAsyncClients.custom()
                        .setConnectionManager(connections(policy))
                        .setIOReactorConfig(ioThreads(ioThreads))
                        .disableAuthCaching()
                        .disableAutomaticRetries()
                        .disableConnectionState()
                        .disableCookieManagement()
                        .disableRedirectHandling()
                        .build(),
                simple);
    }

    /** No execution chain at all. */
    static AsyncClient minimal(URI uri, int ioThreads, PoolConcurrencyPolicy policy) {
        return new AsyncClient(
                uri,
                HttpAsyncClients.createMinimal(
                        H2Config.DEFAULT, Http1Config.DEFAULT, ioThreads(ioThreads), connections(policy)),
                false);
    }

    private static IOReactorConfig ioThreads(int count) {
        return IOReactorConfig.custom().setIoThreadCount(count).build();
    }

    private static PoolingAsyncClientConnectionManager connections(PoolConcurrencyPolicy policy) {
        return PoolingAsyncClientConnectionManagerBuilder.create()
                .setPoolConcurrencyPolicy(policy)
                .setMaxConnTotal(256)
                .setMaxConnPerRoute(256)
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                        .build())
                .build();
    }

    @Override
    public int call(byte[] body) throws Exception {
        if (simple) {
            var exchange = new AsyncExchange<SimpleHttpResponse>();
            var request = SimpleRequestBuilder.post(uri)
                    .setBody(body, ContentType.APPLICATION_JSON)
                    .build();
            exchange.endsWith(client.execute(
                    SimpleRequestProducer.create(request), SimpleResponseConsumer.create(), exchange));
            return exchange.get().getBodyBytes().length;
        }
        var exchange = new AsyncExchange<byte[]>();
        exchange.endsWith(client.execute(
                host,
                new BodyProducer(new BasicHttpRequest("POST", host, uri.getPath()), body),
                new BodyConsumer(),
                null,
                HttpClientContext.create(),
                exchange));
        return exchange.get().length;
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
