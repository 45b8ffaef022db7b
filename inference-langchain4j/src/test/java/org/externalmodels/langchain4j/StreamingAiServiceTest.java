package org.externalmodels.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.TokenStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamingAiServiceTest {

    private SandboxedModels models;

    @BeforeEach
    void start(@TempDir Path journal) throws IOException {
        models = new SandboxedModels(journal);
    }

    @AfterEach
    void stop() {
        models.close();
    }

    /** More at a time than the adapter has threads that read answers. */
    @Test
    void mayCallAModelInItsTools() {
        Assistant assistant = assistant(new Expert());
        int many = 4 * Runtime.getRuntime().availableProcessors();

        List<CompletableFuture<ChatResponse>> answers = IntStream.range(0, many)
                .mapToObj(i -> answer(assistant.chat("call ask {\"question\":\"what\"}")))
                .toList();

        assertThat(answers)
                .allSatisfy(answer -> assertThat(
                                answer.get(60, TimeUnit.SECONDS).aiMessage().text())
                        .contains("the expert says echo: what"));
        assertThat(models.usage()).hasSize(3 * many);
    }

    @Test
    void hearsOfAToolThatEndsItWithAnError() {
        TokenStream stream = AiServices.builder(Assistant.class)
                .streamingChatModel(new ExternalStreamingChatModel(models.factory(), SandboxedModels.ASSISTANT))
                .tools(new Counter())
                .toolExecutionErrorHandler((failure, context) -> {
                    throw new IllegalStateException("given up");
                })
                .build()
                .chat("call count {\"number\":\"many\"}");

        assertThatThrownBy(() -> answer(stream).get(20, TimeUnit.SECONDS)).hasMessageContaining("given up");
    }

    private Assistant assistant(Object tools) {
        return AiServices.builder(Assistant.class)
                .streamingChatModel(new ExternalStreamingChatModel(models.factory(), SandboxedModels.ASSISTANT))
                .tools(tools)
                .build();
    }

    private static CompletableFuture<ChatResponse> answer(TokenStream stream) {
        CompletableFuture<ChatResponse> answer = new CompletableFuture<>();
        stream.onPartialResponse(piece -> {})
                .onCompleteResponse(answer::complete)
                .onError(answer::completeExceptionally)
                .start();
        return answer;
    }

    interface Assistant {
        TokenStream chat(String words);
    }

    final class Expert {
        @Tool
        String ask(String question) {
            return "the expert says " + new ExternalChatModel(models.factory(), SandboxedModels.PLAIN).chat(question);
        }
    }

    static final class Counter {
        @Tool
        int count(String number) {
            return Integer.parseInt(number);
        }
    }
}
