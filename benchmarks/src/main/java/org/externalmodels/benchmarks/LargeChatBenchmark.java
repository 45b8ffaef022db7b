package org.externalmodels.benchmarks;

import java.util.concurrent.TimeUnit;
import org.externalmodels.benchmarks.provider.ChatRequest;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** A chat whose prompt has 100 KB; the answer is short. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class LargeChatBenchmark {

    private static final String PROMPT = ChatRequest.PROMPT.repeat(100);
    private static final byte[] BODY = ChatRequest.body(PROMPT, false);

    /** The adapter's HTTP client with the adapter's settings; the body is sent and received as bytes. */
    @Benchmark
    public int bareTransport(BareTransport transport) throws Exception {
        return transport.call(BODY);
    }

    /** The product, pooled connection and usage record included. */
    @Benchmark
    public String adapter(Adapter adapter) {
        return adapter.call(PROMPT);
    }

    /** LangChain4j with the HTTP client it takes by default. */
    @Benchmark
    public String langChain4j(LangChain4j peer) {
        return peer.call(PROMPT);
    }

    /** OpenAI's own client. */
    @Benchmark
    public String openAiJava(OpenAiJava peer) {
        return peer.call(PROMPT);
    }
}
