package org.externalmodels.benchmarks.clients;

import org.externalmodels.benchmarks.transport.AsyncExchange;
import org.externalmodels.benchmarks.transport.BodyConsumer;
import org.externalmodels.benchmarks.transport.BodyProducer;

import java.net.URI;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.impl.bootstrap.AsyncRequesterBootstrap;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncRequester;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http.protocol.RequestConnControl;
import org.apache.hc.core5.http.protocol.RequestContent;
import org.apache.hc.core5.http.protocol.RequestTargetHost;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.Timeout;

/** HttpCore 5's requester: the connection pool and the protocol, no client on top. */
final class CoreRequester implements Transport {

    private final HttpHost host;
    private final String path;
    private final HttpAsyncRequester requester;

    CoreRequester(URI uri, int ioThreads, PoolConcurrencyPolicy policy) {
        host = HttpHost.create(uri);
        path = uri.getPath();
        requester = AsyncRequesterBootstrap.bootstrap()
                .setIOReactorConfig(
                        IOReactorConfig.custom().setIoThreadCount(ioThreads).build())
                // The default processor asks for 100-continue and waits for it.
                .setHttpProcessor(HttpProcessorBuilder.create()
                        .addAll(RequestTargetHost.INSTANCE, RequestContent.INSTANCE, RequestConnControl.INSTANCE)
                        .build())
                .setPoolConcurrencyPolicy(policy)
                .setMaxTotal(256)
                .setDefaultMaxPerRoute(256)
                .create();
        requester.start();
    }

    @Override
    public int call(byte[] body) throws Exception {
        var exchange = new AsyncExchange<byte[]>();
        exchange.endsWith(requester.execute(
                new BodyProducer(new BasicHttpRequest("POST", host, path), body),
                new BodyConsumer(),
                Timeout.ofSeconds(5),
                HttpCoreContext.create(),
                exchange));
        return exchange.get().length;
    }

    @Override
    public void close() {
        requester.close(CloseMode.IMMEDIATE);
    }
}
