package org.externalmodels.benchmarks;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import java.io.IOException;
import org.externalmodels.benchmarks.provider.ChatRequest;
import org.externalmodels.benchmarks.provider.ProviderProcess;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The peer: Anthropic's own client as a newcomer would build it. */
@State(Scope.Benchmark)
public class AnthropicJava {

    private ProviderProcess provider;
    private AnthropicClient client;

    @Setup
    public void open() throws IOException {
        provider = new ProviderProcess();
        client = AnthropicOkHttpClient.builder()
                .baseUrl("http://127.0.0.1:" + provider.port())
                .apiKey(ChatRequest.API_KEY)
                .build();
    }

    @TearDown
    public void close() {
        client.close();
        provider.close();
    }

    String call(String prompt) {
        return client.messages()
                .create(request(prompt))
                .content()
                .get(0)
                .asText()
                .text();
    }

    /** Reads all deltas; the length of the text they make. */
    int stream(String prompt) {
        try (StreamResponse<RawMessageStreamEvent> stream = client.messages().createStreaming(request(prompt))) {
            return stream.stream()
                    .flatMap(event -> event.contentBlockDelta().stream())
                    .flatMap(event -> event.delta().text().stream())
                    .mapToInt(delta -> delta.text().length())
                    .sum();
        }
    }

    private static MessageCreateParams request(String prompt) {
        return MessageCreateParams.builder()
                .model(ChatRequest.MODEL)
                .maxTokens(ChatRequest.MAX_TOKENS)
                .addUserMessage(prompt)
                .build();
    }
}
