package org.externalmodels.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.message.VideoContent;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.service.AiServices;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalChatModelTest {

    private SandboxedModels models;
    private ExternalChatModel model;

    @BeforeEach
    void start(@TempDir Path journal) throws IOException {
        models = new SandboxedModels(journal);
        model = new ExternalChatModel(models.factory(), SandboxedModels.ASSISTANT);
    }

    @AfterEach
    void stop() {
        models.close();
    }

    @Test
    void answersWithTheTokensOfTheProviderAndTheIdOfTheTrace() {
        ChatResponse answer = model.chat(ChatRequest.builder()
                .messages(UserMessage.from("one two three"))
                .temperature(0.5)
                .maxOutputTokens(64)
                .build());

        assertThat(answer.aiMessage().text()).contains("one two three");
        assertThat(answer.tokenUsage().inputTokenCount()).isEqualTo(3);
        assertThat(answer.tokenUsage().outputTokenCount()).isPositive();
        assertThat(answer.metadata().finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(models.usage())
                .singleElement()
                .satisfies(entry -> assertThat(entry.record().traceId())
                        .isEqualTo(answer.metadata().id()));
    }

    @Test
    void letsAnAiServiceCallTools() {
        Weather weather = new Weather();
        Assistant assistant = AiServices.builder(Assistant.class)
                .chatModel(model)
                .tools(weather)
                .build();

        String answer = assistant.chat("call temperature {\"city\":\"Bern\"}");

        assertThat(weather.asked).containsExactly("Bern");
        assertThat(answer).contains("21 degrees");
        assertThat(models.usage()).hasSize(2);
    }

    @Test
    void givesAnAiServiceStructuredAnswers() {
        assertThat(model.supportedCapabilities()).containsExactly(Capability.RESPONSE_FORMAT_JSON_SCHEMA);

        Claim claim = AiServices.create(Extractor.class, model).extract("a hose burst");

        assertThat(claim.cause()).isNotNull();
        assertThat(claim.parties()).isNotNull();
    }

    @Test
    void sendsPictures() {
        String pixel = Base64.getEncoder().encodeToString(new byte[] {(byte) 0x89, 'P', 'N', 'G', 1});

        ChatResponse answer =
                model.chat(UserMessage.from(TextContent.from("what is it?"), ImageContent.from(pixel, "image/png")));

        assertThat(answer.aiMessage().text()).contains("what is it?");
    }

    @Test
    void saysWhatItCannotSend() {
        assertThatThrownBy(() -> model.chat(UserMessage.from(VideoContent.from("http://127.0.0.1/film.mp4"))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("VIDEO");
        assertThatThrownBy(() -> model.chat(ChatRequest.builder()
                        .messages(UserMessage.from("x"))
                        .temperature(3.0)
                        .build()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("temperature must be between 0 and 2");
        assertThatThrownBy(() -> model.chat(ChatRequest.builder()
                        .messages(UserMessage.from("x"))
                        .modelName("other")
                        .build()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("'other'");
        assertThat(models.usage()).isEmpty();
    }

    @Test
    void failsInLangChain4jsWords() {
        assertThatThrownBy(() -> new ExternalChatModel(models.factory(), "nobody").chat("x"))
                .isInstanceOf(ModelNotFoundException.class)
                .hasCauseInstanceOf(InferenceException.class)
                .extracting(failure -> ((InferenceException) failure.getCause()).code())
                .isEqualTo(FailureCode.MODEL_NOT_FOUND);
        ExternalChatModel plain = new ExternalChatModel(models.factory(), SandboxedModels.PLAIN);
        assertThat(plain.supportedCapabilities()).isEmpty();
        assertThatThrownBy(() -> AiServices.builder(Assistant.class)
                        .chatModel(plain)
                        .tools(new Weather())
                        .build()
                        .chat("x"))
                .isInstanceOf(UnsupportedFeatureException.class)
                .hasMessageContaining("tool-calling");
    }

    interface Assistant {
        String chat(String message);
    }

    interface Extractor {
        Claim extract(String text);
    }

    record Claim(String cause, List<String> parties) {}

    static final class Weather {
        private final List<String> asked = new ArrayList<>();

        @Tool("The temperature of a city")
        String temperature(@P("the city's name") String city) {
            asked.add(city);
            return "21 degrees";
        }
    }
}
