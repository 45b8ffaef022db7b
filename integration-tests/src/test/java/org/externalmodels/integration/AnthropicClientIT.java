package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.CacheControlEphemeral;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.MessageTokensCount;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.TextBlockParam;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Anthropic's own client takes this server for Anthropic, whatever is behind it. */
class AnthropicClientIT {

    private static final Tool WEATHER = Tool.builder()
            .name("weather")
            .inputSchema(Tool.InputSchema.builder()
                    .putAdditionalProperty("properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                    .build())
            .build();

    private static final OffsetDateTime LONG_AGO = OffsetDateTime.parse("2020-01-01T00:00:00Z");

    private final Product product = new Product(QuickStart.server());
    private AnthropicClient client;

    @BeforeEach
    void open() {
        client = client(product.addKey("*").getString("key"));
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void tokensAreCountedAsTheProviderWouldReadThem() {
        String model = ServedModel.ANTHROPIC.add(product);
        MessageTokensCount count = client.messages()
                .countTokens(MessageCountTokensParams.builder()
                        .model(model)
                        .system("Be brief")
                        .addUserMessage("one two three")
                        .build());
        Message message = client.messages()
                .create(MessageCreateParams.builder()
                        .model(model)
                        .maxTokens(100)
                        .system("Be brief")
                        .addUserMessage("one two three")
                        .build());

        assertThat(count.inputTokens()).isPositive().isEqualTo(message.usage().inputTokens());
    }

    @Test
    void tokensAreNotGuessedWhereTheProviderDoesNotCount() {
        MessageCountTokensParams asked = MessageCountTokensParams.builder()
                .model(ServedModel.OPENAI.add(product))
                .addUserMessage("one two three")
                .build();

        assertThatThrownBy(() -> client.messages().countTokens(asked))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("cannot be counted");
    }

    private AnthropicClient client(String key) {
        return AnthropicOkHttpClient.builder()
                .apiKey(key)
                .baseUrl(product.uri("/").toString())
                .maxRetries(0)
                .build();
    }

    private static MessageCreateParams.Builder request(String model) {
        return MessageCreateParams.builder().model(model).maxTokens(2_048);
    }

    private Message streamed(MessageCreateParams request) {
        MessageAccumulator all = MessageAccumulator.create();
        try (var stream = client.messages().createStreaming(request)) {
            stream.stream().forEach(all::accumulate);
        }
        return all.message();
    }

    private static String text(Message message) {
        return message.content().stream()
                .flatMap(block -> block.text().stream())
                .map(block -> block.text())
                .reduce("", String::concat);
    }

    @ParameterizedTest
    @EnumSource
    void talksToEveryKindOfModelWholeAndStreamed(ServedModel kind) {
        Message whole = client.messages()
                .create(request(kind.add(product))
                        .addUserMessage("one two three")
                        .build());
        Message streamed = streamed(request(kind.addStreaming(product))
                .addUserMessage("one two three")
                .build());

        for (Message answer : List.of(whole, streamed)) {
            assertThat(text(answer)).isEqualTo("echo: one two three");
            assertThat(answer.stopReason()).hasValue(StopReason.END_TURN);
            assertThat(answer.usage().inputTokens()).isEqualTo(3);
            assertThat(answer.usage().outputTokens()).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"INVOKE", "TEMPLATE"})
    void callsToolsAndHandsTheirResultsBack(ServedModel kind) {
        MessageCreateParams.Builder request = request(kind.add(product))
                .addUserMessage("call weather {\"city\": \"Bern\"}")
                .addTool(WEATHER);

        Message whole = client.messages().create(request.build());
        Message streamed = streamed(request.build());

        for (Message asked : List.of(whole, streamed)) {
            assertThat(asked.stopReason()).hasValue(StopReason.TOOL_USE);
            assertThat(toolUse(asked).name()).isEqualTo("weather");
            assertThat(toolUse(asked)._input()).isEqualTo(JsonValue.from(Map.of("city", "Bern")));
        }
        Message told = client.messages()
                .create(request.addMessage(whole)
                        .addUserMessageOfContentBlockParams(
                                List.of(ContentBlockParam.ofToolResult(ToolResultBlockParam.builder()
                                        .toolUseId(toolUse(whole).id())
                                        .content("blue")
                                        .build())))
                        .build());
        assertThat(text(told)).startsWith("echo: ").contains("blue");
    }

    /** OpenAI says that it just stopped then. */
    @ParameterizedTest
    @EnumSource(names = {"OPENAI", "AZURE", "RESPONSES"})
    void callsAToolThatIsNamedLikeAnyOther(ServedModel kind) {
        MessageCreateParams request = request(kind.add(product))
                .addUserMessage("hello")
                .addTool(WEATHER)
                .toolToolChoice("weather")
                .build();

        for (Message asked : List.of(client.messages().create(request), streamed(request))) {
            assertThat(asked.stopReason()).hasValue(StopReason.TOOL_USE);
            assertThat(toolUse(asked).name()).isEqualTo("weather");
        }
    }

    /** Cohere thinks aloud before it calls. */
    private static ToolUseBlock toolUse(Message answer) {
        return answer.content().stream()
                .flatMap(block -> block.toolUse().stream())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void readsFailuresAsItsOwnTypes() {
        String model = ServedModel.OPENAI.add(product);

        assertThatThrownBy(() -> client.messages()
                        .create(request("no-such-model").addUserMessage("hello").build()))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> client.messages()
                        .create(request(model)
                                .addUserMessage("hello")
                                .putAdditionalBodyProperty("temprature", JsonValue.from(1))
                                .build()))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("temprature");
        AnthropicClient stranger = client("emk-stranger");
        try {
            assertThatThrownBy(() -> stranger.messages()
                            .create(request(model).addUserMessage("hello").build()))
                    .isInstanceOf(UnauthorizedException.class);
        } finally {
            stranger.close();
        }
    }

    @Test
    void seesAStreamThatWasCutAsAFailure() {
        String model = ServedModel.OPENAI.add(product, "cut=500");

        assertThatThrownBy(() -> streamed(request(model)
                        .addUserMessage("one two three four five six seven")
                        .build()))
                .isInstanceOf(AnthropicException.class);
    }

    @Test
    void isToldWhichStopTextEndedTheAnswer() {
        MessageCreateParams request = request(ServedModel.ANTHROPIC.add(product))
                .addUserMessage("one two three")
                .addStopSequence("two")
                .build();

        for (Message answer : List.of(client.messages().create(request), streamed(request))) {
            assertThat(answer.stopReason()).hasValue(StopReason.STOP_SEQUENCE);
            assertThat(answer.stopSequence()).hasValue("two");
            assertThat(text(answer)).contains("one").doesNotContain("two");
        }
    }

    @Test
    void thinksAsItWasAskedTo() {
        MessageCreateParams request = request(ServedModel.ANTHROPIC.add(product))
                .enabledThinking(1_024)
                .addUserMessage("one two three")
                .build();

        for (Message answer : List.of(client.messages().create(request), streamed(request))) {
            assertThat(answer.content().get(0).thinking()).isPresent();
            assertThat(text(answer)).isEqualTo("echo: one two three");
        }
    }

    @Test
    void cachesWhereItSays() {
        String said = "cached " + UUID.randomUUID();
        MessageCreateParams request = request(ServedModel.ANTHROPIC.add(product))
                .addUserMessageOfContentBlockParams(List.of(
                        ContentBlockParam.ofText(TextBlockParam.builder()
                                .text(said)
                                .cacheControl(CacheControlEphemeral.builder().build())
                                .build()),
                        ContentBlockParam.ofText(
                                TextBlockParam.builder().text("one two three").build())))
                .build();

        assertThat(client.messages().create(request).usage().cacheCreationInputTokens())
                .hasValue(2L);
        assertThat(client.messages().create(request).usage().cacheReadInputTokens())
                .hasValue(2L);
    }

    @Test
    void readsTheModels() {
        String model = ServedModel.OPENAI.add(product);

        assertThat(client.models().list().data())
                .allSatisfy(each -> assertThat(each.validate().createdAt()).isAfter(LONG_AGO))
                .anyMatch(each -> each.id().equals(model));
    }
}
