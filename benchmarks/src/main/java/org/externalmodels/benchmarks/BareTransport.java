package org.externalmodels.benchmarks;

import java.io.IOException;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.async.MinimalHttpAsyncClient;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.externalmodels.benchmarks.provider.ChatRequest;
import org.externalmodels.benchmarks.provider.ProviderProcess;
import org.externalmodels.benchmarks.transport.AsyncExchange;
import org.externalmodels.benchmarks.transport.BodyConsumer;
import org.externalmodels.benchmarks.transport.BodyProducer;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The HTTP client the adapter is built on, set up the same way, called by a thread that waits. */
@State(Scope.Benchmark)
public class BareTransport {

    private ProviderProcess provider;
    private HttpHost host;
    private MinimalHttpAsyncClient client;

    @Setup
    public void open() throws IOException {
        provider = new ProviderProcess();
        host = new HttpHost("http", "127.0.0.1", provider.port());
        client = HttpAsyncClients.createMinimal(
                H2Config.DEFAULT,
                Http1Config.DEFAULT,
                IOReactorConfig.DEFAULT,
                PoolingAsyncClientConnectionManagerBuilder.create()
                        .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                        .setMaxConnPerRoute(256)
                        .setMaxConnTotal(256)
                        .build());
        client.start();
    }

    @TearDown
    public void close() {
        client.close(CloseMode.GRACEFUL);
        provider.close();
    }

    int call(byte[] body) throws Exception {
        return call("/v1/chat/completions", body);
    }

    int call(String path, byte[] body) throws Exception {
        var exchange = new AsyncExchange<byte[]>();
        var request = new BasicHttpRequest("POST", host, path);
        request.addHeader("Authorization", "Bearer " + ChatRequest.API_KEY);
        exchange.endsWith(client.execute(
                new BodyProducer(request, body), new BodyConsumer(), null, HttpClientContext.create(), exchange));
        return exchange.get().length;
    }
}
