package org.externalmodels.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.externalmodels.benchmarks.provider.ChatRequest;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** A hundred short texts turned into vectors of 1,536 numbers, which come as the client asks for them: as text or in base64. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class EmbeddingBenchmark {

    private static final List<String> TEXTS = ChatRequest.TEXTS;
    private static final byte[] BODY = ChatRequest.embeddings();

    /** The adapter's HTTP client with the adapter's settings; the body is sent and received as bytes. */
    @Benchmark
    public int bareTransport(BareTransport transport) throws Exception {
        return transport.call("/v1/embeddings", BODY);
    }

    /** The product, pooled connection and usage record included. */
    @Benchmark
    public int adapter(Adapter adapter) {
        return adapter.embed(TEXTS);
    }

    /** LangChain4j with the HTTP client it takes by default. */
    @Benchmark
    public int langChain4j(LangChain4j peer) {
        return peer.embed(TEXTS);
    }

    /** OpenAI's own client. */
    @Benchmark
    public int openAiJava(OpenAiJava peer) {
        return peer.embed(TEXTS);
    }
}
