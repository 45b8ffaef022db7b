package org.externalmodels.benchmarks;

import java.util.concurrent.TimeUnit;
import org.externalmodels.benchmarks.provider.ChatRequest;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** The same chat of 1 KB in Anthropic's format. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class AnthropicChatBenchmark {

    private static final String PROMPT = ChatRequest.PROMPT;
    private static final byte[] BODY = ChatRequest.message(PROMPT, false);

    /** The adapter's HTTP client with the adapter's settings; the body is sent and received as bytes. */
    @Benchmark
    public int bareTransport(BareTransport transport) throws Exception {
        return transport.call("/v1/messages", BODY);
    }

    /** The product, pooled connection and usage record included. */
    @Benchmark
    public String adapter(Adapter adapter) {
        return adapter.call(Adapter.ANTHROPIC, PROMPT);
    }

    /** LangChain4j with the HTTP client it takes by default. */
    @Benchmark
    public String langChain4j(LangChain4jAnthropic peer) {
        return peer.call(PROMPT);
    }

    /** Anthropic's own client. */
    @Benchmark
    public String anthropicJava(AnthropicJava peer) {
        return peer.call(PROMPT);
    }
}
