package org.externalmodels.benchmarks;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import java.io.IOException;
import java.util.List;
import org.externalmodels.benchmarks.provider.ChatRequest;
import org.externalmodels.benchmarks.provider.ProviderProcess;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The peer: OpenAI's own client as a newcomer would build it. */
@State(Scope.Benchmark)
public class OpenAiJava {

    private ProviderProcess provider;
    private OpenAIClient client;

    @Setup
    public void open() throws IOException {
        provider = new ProviderProcess();
        client = OpenAIOkHttpClient.builder()
                .baseUrl(provider.baseUrl().toString())
                .apiKey(ChatRequest.API_KEY)
                .build();
    }

    @TearDown
    public void close() {
        client.close();
        provider.close();
    }

    String call(String prompt) {
        return client.chat()
                .completions()
                .create(request(prompt))
                .choices()
                .get(0)
                .message()
                .content()
                .orElse("");
    }

    /** Reads all deltas; the length of the text they make. */
    int stream(String prompt) {
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(request(prompt))) {
            return stream.stream()
                    .flatMap(chunk -> chunk.choices().stream())
                    .mapToInt(choice -> choice.delta().content().orElse("").length())
                    .sum();
        }
    }

    int embed(List<String> texts) {
        return client.embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model(ChatRequest.MODEL)
                        .inputOfArrayOfStrings(texts)
                        .build())
                .data()
                .size();
    }

    private static ChatCompletionCreateParams request(String prompt) {
        return ChatCompletionCreateParams.builder()
                .model(ChatRequest.MODEL)
                .addUserMessage(prompt)
                .build();
    }
}
