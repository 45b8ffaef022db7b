package org.externalmodels.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** The same chat call, made by the bare transport, by the adapter and by a peer, against the same provider. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class ChatBenchmark {

    /** The adapter's HTTP client with the adapter's settings; the body is sent and received as bytes. */
    @Benchmark
    public int bareTransport(BareTransport transport) throws Exception {
        return transport.call();
    }

    /** The product, pooled connection and usage record included. */
    @Benchmark
    public String adapter(Adapter adapter) {
        return adapter.call();
    }

    /** LangChain4j with the HTTP client it takes by default. */
    @Benchmark
    public String langChain4j(LangChain4j peer) {
        return peer.call();
    }
}
