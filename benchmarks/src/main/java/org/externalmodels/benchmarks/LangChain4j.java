package org.externalmodels.benchmarks;

import dev.langchain4j.model.openai.OpenAiChatModel;
import java.io.IOException;
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

    @Setup
    public void open() throws IOException {
        provider = new ProviderProcess();
        model = OpenAiChatModel.builder()
                .baseUrl(provider.baseUrl().toString())
                .apiKey(ChatRequest.API_KEY)
                .modelName(ChatRequest.MODEL)
                .build();
    }

    @TearDown
    public void close() {
        provider.close();
    }

    String call() {
        return model.chat(ChatRequest.PROMPT);
    }
}
