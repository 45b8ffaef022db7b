package org.externalmodels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.errors.InternalServerException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.OverloadedException;
import com.anthropic.errors.RateLimitException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Base64ImageSource;
import com.anthropic.models.messages.CacheControlEphemeral;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.JsonOutputFormat;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.OutputConfig;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.TextBlockParam;
import com.anthropic.models.messages.ThinkingConfigEnabled;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolChoiceAny;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.models.ModelInfo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Anthropic's own client takes the sandbox for Anthropic. It speaks the newest version of the API. */
final class AnthropicOfficialClientTest {
    private static final SandboxServer SANDBOX = SandboxServer.start();
    private static final AnthropicClient CLIENT = client("sk-ant-test");
    private static final Tool WEATHER = Tool.builder()
            .name("weather")
            .inputSchema(Tool.InputSchema.builder()
                    .putAdditionalProperty("properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                    .build())
            .build();

    @AfterAll
    static void stop() {
        CLIENT.close();
        SANDBOX.close();
    }

    private static AnthropicClient client(String key) {
        return AnthropicOkHttpClient.builder()
                .apiKey(key)
                .baseUrl(SANDBOX.uri("/anthropic").toString())
                .maxRetries(0)
                .build();
    }

    private static MessageCreateParams.Builder request() {
        return MessageCreateParams.builder().model("sandbox-1").maxTokens(2_048);
    }

    private static String text(Message message) {
        return message.content().stream()
                .flatMap(block -> block.text().stream())
                .map(block -> block.text())
                .reduce("", String::concat);
    }

    /** The answer put together from its stream. */
    private static Message streamed(MessageCreateParams request) {
        var all = MessageAccumulator.create();
        try (var stream = CLIENT.messages().createStreaming(request)) {
            stream.stream().forEach(all::accumulate);
        }
        return all.message();
    }

    @Test
    void readsAnAnswer() {
        Message answer = CLIENT.messages()
                .create(request()
                        .system("Be brief")
                        .addUserMessage("good morning")
                        .build());

        answer.validate();
        assertThat(text(answer)).isEqualTo("echo: good morning");
        assertThat(answer.stopReason()).hasValue(StopReason.END_TURN);
        assertThat(answer.usage().inputTokens()).isEqualTo(4);
        assertThat(answer.usage().outputTokens()).isEqualTo(3);
    }

    @Test
    void readsTheSameAnswerFromAStream() {
        MessageCreateParams request = request()
                .addUserMessage("call weather {\"city\": \"Bern\"}")
                .addTool(WEATHER)
                .build();

        Message whole = CLIENT.messages().create(request);
        Message streamed = streamed(request);

        streamed.validate();
        assertThat(streamed.content().get(0).asToolUse()._input())
                .isEqualTo(whole.content().get(0).asToolUse()._input());
        assertThat(streamed.stopReason()).isEqualTo(whole.stopReason());
        assertThat(streamed.usage().inputTokens()).isEqualTo(whole.usage().inputTokens());
        assertThat(streamed.usage().outputTokens()).isEqualTo(whole.usage().outputTokens());
        assertThat(text(streamed(request().addUserMessage("good morning").build())))
                .isEqualTo("echo: good morning");
    }

    @Test
    void callsAToolAndHandsItsResultBack() {
        MessageCreateParams.Builder request =
                request().addUserMessage("call weather {\"city\": \"Bern\"}").addTool(WEATHER);

        Message asked = CLIENT.messages().create(request.build());

        assertThat(asked.stopReason()).hasValue(StopReason.TOOL_USE);
        var use = asked.content().get(0).asToolUse();
        assertThat(use.name()).isEqualTo("weather");
        assertThat(use._input()).isEqualTo(JsonValue.from(Map.of("city", "Bern")));

        Message told = CLIENT.messages()
                .create(request.addMessage(asked)
                        .addUserMessageOfContentBlockParams(
                                List.of(ContentBlockParam.ofToolResult(ToolResultBlockParam.builder()
                                        .toolUseId(use.id())
                                        .content("blue")
                                        .build())))
                        .build());

        assertThat(text(told)).isEqualTo("echo: blue");
    }

    @Test
    void demandsATool() {
        Message asked = CLIENT.messages()
                .create(request()
                        .addUserMessage("Hello")
                        .addTool(WEATHER)
                        .toolChoice(ToolChoiceAny.builder().build())
                        .build());

        assertThat(asked.stopReason()).hasValue(StopReason.TOOL_USE);
    }

    @Test
    void getsJsonAfterASchema() {
        var schema = JsonOutputFormat.Schema.builder()
                .putAdditionalProperty("type", JsonValue.from("object"))
                .putAdditionalProperty("properties", JsonValue.from(Map.of("total", Map.of("type", "integer"))))
                .putAdditionalProperty("additionalProperties", JsonValue.from(false))
                .build();

        Message answer = CLIENT.messages()
                .create(request()
                        .addUserMessage("How much?")
                        .outputConfig(OutputConfig.builder()
                                .format(JsonOutputFormat.builder()
                                        .schema(schema)
                                        .build())
                                .build())
                        .build());

        assertThat(text(answer)).isEqualTo("{\"total\":1}");
    }

    @Test
    void thinksAndSeesImages() {
        MessageCreateParams request = request()
                .thinking(ThinkingConfigEnabled.builder().budgetTokens(1_024).build())
                .addUserMessageOfContentBlockParams(List.of(
                        ContentBlockParam.ofText("see"),
                        ContentBlockParam.ofImage(Base64ImageSource.builder()
                                .mediaType(Base64ImageSource.MediaType.IMAGE_PNG)
                                .data("AQID")
                                .build())))
                .build();

        for (Message answer : List.of(CLIENT.messages().create(request), streamed(request))) {
            assertThat(answer.content().get(0).thinking().orElseThrow().thinking())
                    .isNotBlank();
            assertThat(answer.content().get(0).thinking().orElseThrow().signature())
                    .isNotBlank();
            assertThat(text(answer)).isEqualTo("echo: see [image/png 3 bytes]");
            assertThat(answer.usage().outputTokens()).isEqualTo(12);
        }
    }

    @Test
    void writesThePromptCacheOnceAndReadsItAfterwards() {
        MessageCreateParams request = request()
                .systemOfTextBlockParams(List.of(TextBlockParam.builder()
                        .text("a system prompt of many words")
                        .cacheControl(CacheControlEphemeral.builder().build())
                        .build()))
                .addUserMessage("good morning")
                .build();

        Message first = CLIENT.messages().create(request);
        Message second = CLIENT.messages().create(request);

        assertThat(first.usage().cacheCreationInputTokens()).hasValue(6L);
        assertThat(first.usage().cacheReadInputTokens()).hasValue(0L);
        assertThat(first.usage().inputTokens()).isEqualTo(2);
        assertThat(second.usage().cacheCreationInputTokens()).hasValue(0L);
        assertThat(second.usage().cacheReadInputTokens()).hasValue(6L);
    }

    @Test
    void saysWhyItStopped() {
        MessageCreateParams.Builder request = request().addUserMessage("one two three");

        Message stopped =
                CLIENT.messages().create(request.stopSequences(List.of("three")).build());
        Message cut = CLIENT.messages().create(request.maxTokens(2).build());

        assertThat(stopped.stopReason()).hasValue(StopReason.STOP_SEQUENCE);
        assertThat(stopped.stopSequence()).hasValue("three");
        assertThat(text(stopped)).isEqualTo("echo: one two ");
        assertThat(cut.stopReason()).hasValue(StopReason.MAX_TOKENS);
    }

    @Test
    void readsErrorsAsItsOwnTypes() {
        assertThatThrownBy(() -> callWithKey("sk-ant-wrong"))
                .isInstanceOf(UnauthorizedException.class)
                .hasMessageContaining("authentication_error");
        assertThatThrownBy(() -> callWithKey("sk-ant-ratelimited")).isInstanceOf(RateLimitException.class);
        assertThatThrownBy(() -> CLIENT.messages()
                        .create(request()
                                .model("missing-model")
                                .addUserMessage("x")
                                .build()))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("model: missing-model");
        assertThatThrownBy(() -> fault("status=500")).isInstanceOf(InternalServerException.class);
        assertThatThrownBy(() -> fault("status=529"))
                .isInstanceOf(AnthropicServiceException.class)
                .isInstanceOf(OverloadedException.class);
    }

    private static void callWithKey(String key) {
        AnthropicClient client = client(key);
        try {
            client.messages().create(request().addUserMessage("x").build());
        } finally {
            client.close();
        }
    }

    private static Message fault(String fault) {
        return CLIENT.messages()
                .create(request()
                        .addUserMessage("x")
                        .putAdditionalHeader("X-Sandbox-Fault", fault)
                        .build());
    }

    @Test
    void countsTokensAndListsModels() {
        assertThat(CLIENT.messages()
                        .countTokens(MessageCountTokensParams.builder()
                                .model("sandbox-1")
                                .system("Be brief")
                                .addUserMessage("one two three")
                                .build())
                        .inputTokens())
                .isEqualTo(5);
        assertThat(CLIENT.models().list().items()).extracting(ModelInfo::id).contains("sandbox-1");
        assertThat(CLIENT.models().retrieve("sandbox-1").displayName()).isEqualTo("Sandbox sandbox-1");
    }
}
