package org.externalmodels.benchmarks;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.io.IOException;
import java.util.List;
import org.externalmodels.benchmarks.provider.ChatRequest;
import org.externalmodels.benchmarks.provider.ProviderProcess;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The peer: LangChain4j's OpenAI client as a newcomer would build it. */
@State(Scope.Benchmark)
public class LangChain4j {

    private ProviderProcess provider;
    private OpenAiChatModel model;
    private OpenAiStreamingChatModel streaming;
    private OpenAiEmbeddingModel embedding;

    @Setup
    public void open() throws IOException {
        provider = new ProviderProcess();
        model = OpenAiChatModel.builder()
                .baseUrl(provider.baseUrl().toString())
                .apiKey(ChatRequest.API_KEY)
                .modelName(ChatRequest.MODEL)
                .build();
        streaming = OpenAiStreamingChatModel.builder()
                .baseUrl(provider.baseUrl().toString())
                .apiKey(ChatRequest.API_KEY)
                .modelName(ChatRequest.MODEL)
                .build();
        embedding = OpenAiEmbeddingModel.builder()
                .baseUrl(provider.baseUrl().toString())
                .apiKey(ChatRequest.API_KEY)
                .modelName(ChatRequest.MODEL)
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

    int embed(List<String> texts) {
        return embedding
                .embedAll(texts.stream().map(TextSegment::from).toList())
                .content()
                .size();
    }
}
