package org.externalmodels.benchmarks;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
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
        var length = new CompletableFuture<Integer>();
        streaming.chat(prompt, new Counting(length));
        return length.get();
    }

    private static final class Counting implements StreamingChatResponseHandler {
        private final CompletableFuture<Integer> result;
        private int length;

        Counting(CompletableFuture<Integer> result) {
            this.result = result;
        }

        @Override
        public void onPartialResponse(String delta) {
            length += delta.length();
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            result.complete(length);
        }

        @Override
        public void onError(Throwable failure) {
            result.completeExceptionally(failure);
        }
    }
}
