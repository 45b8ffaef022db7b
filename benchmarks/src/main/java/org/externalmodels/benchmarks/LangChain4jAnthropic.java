package org.externalmodels.benchmarks;

import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import java.io.IOException;
import org.externalmodels.benchmarks.provider.ChatRequest;
import org.externalmodels.benchmarks.provider.ProviderProcess;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The peer: LangChain4j's Anthropic client as a newcomer would build it. */
@State(Scope.Benchmark)
public class LangChain4jAnthropic {

    private ProviderProcess provider;
    private AnthropicChatModel model;
    private AnthropicStreamingChatModel streaming;

    @Setup
    public void open() throws IOException {
        provider = new ProviderProcess();
        model = AnthropicChatModel.builder()
                .baseUrl(provider.baseUrl().toString())
                .apiKey(ChatRequest.API_KEY)
                .modelName(ChatRequest.MODEL)
                .maxTokens(ChatRequest.MAX_TOKENS)
                .build();
        streaming = AnthropicStreamingChatModel.builder()
                .baseUrl(provider.baseUrl().toString())
                .apiKey(ChatRequest.API_KEY)
                .modelName(ChatRequest.MODEL)
                .maxTokens(ChatRequest.MAX_TOKENS)
                .build();
    }

    @TearDown
    public void close() {
        provider.close();
    }

    String call(String prompt) {
        return model.chat(prompt);
    }

    /** Reads all deltas; the length of the text they make. */
    int stream(String prompt) throws Exception {
        var deltas = new CountedDeltas();
        streaming.chat(prompt, deltas);
        return deltas.await();
    }
}
