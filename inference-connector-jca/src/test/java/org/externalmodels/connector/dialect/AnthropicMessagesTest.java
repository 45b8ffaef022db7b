package org.externalmodels.connector.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.JsonObject;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.externalmodels.connector.transport.OutboundRequest.Header;
import org.externalmodels.connector.transport.StreamEvent;
import org.externalmodels.connector.transport.StreamFraming;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse.Structure;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.ReasoningEffort;
import org.externalmodels.inference.ResponseFormat;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.Tool;
import org.externalmodels.inference.ToolCall;
import org.externalmodels.inference.ToolChoice;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnthropicMessagesTest {

    private static final String STREAM = """
            event: message_start
            data: {"type":"message_start","message":{"model":"claude-1","usage":{"input_tokens":5,"cache_read_input_tokens":7,"output_tokens":1}}}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"hmm"}}

            event: ping
            data: {"type": "ping"}

            event: content_block_start
            data: {"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"grün 🙂"}}

            event: content_block_start
            data: {"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"t1","name":"find","input":{}}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\\"a\\""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":":1}"}}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":9}}

            event: message_stop
            data: {"type":"message_stop"}

            """;

    private final AnthropicMessages anthropic = new AnthropicMessages("claude-1");

    @ParameterizedTest
    @CsvSource({
        "https://api.anthropic.com, /v1/messages",
        "https://api.anthropic.com/v1, /v1/messages",
        "https://api.anthropic.com/v1/, /v1/messages",
        "https://api.anthropic.com/v1/messages, /v1/messages",
        "https://proxy/anthropic, /anthropic/v1/messages",
    })
    void anyEndpointLeadsToTheOperation(URI endpoint, String path) {
        assertThat(anthropic.address(endpoint, Operation.CHAT)).hasPath(path);
    }

    @Test
    void theVersionAndTheKeyHaveHeaders() {
        assertThat(anthropic.headers()).containsExactly(new Header("anthropic-version", "2023-06-01"));
        assertThat(anthropic.placed(Secret.of("k")))
                .isEqualTo(new Authentication.HeaderKey("x-api-key", Secret.of("k")));
    }

    @Test
    void aConversationHasSystemAndTurns() {
        InferenceRequest request = InferenceRequest.builder()
                .system("Be brief.")
                .user("What is it?")
                .message(new ChatMessage.AssistantMessage(
                        "", List.of(new ToolCall("t1", "find", "{\"a\":1}"), new ToolCall("t2", "find", ""))))
                .message(ChatMessage.tool("t1", "one"))
                .message(ChatMessage.tool("t2", "two"))
                .build();

        assertThat(written(request))
                .isEqualTo("{\"model\":\"claude-1\",\"max_tokens\":4096,"
                        + "\"system\":[{\"type\":\"text\",\"text\":\"Be brief.\"}],\"messages\":["
                        + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"What is it?\"}]},"
                        + "{\"role\":\"assistant\",\"content\":["
                        + "{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"find\",\"input\":{\"a\":1}},"
                        + "{\"type\":\"tool_use\",\"id\":\"t2\",\"name\":\"find\",\"input\":{}}]},"
                        + "{\"role\":\"user\",\"content\":["
                        + "{\"type\":\"tool_result\",\"tool_use_id\":\"t1\",\"content\":\"one\"},"
                        + "{\"type\":\"tool_result\",\"tool_use_id\":\"t2\",\"content\":\"two\"}]}]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "claude-sonnet-4-5 | {'type':'object','properties':{'age':{'type':'integer','minimum':0}}}",
                "claude-sonnet-4-5 | {'type':'object','additionalProperties':{'type':'string'}}",
                "claude-3-7-sonnet-latest | {'type':'object'}",
                "claude-3-5-haiku-20241022 | {'type':'object'}",
                "claude-sonnet-4-20250514 | {'type':'object'}",
                "claude-opus-4-0 | {'type':'object'}",
                "claude-opus-4-1-20250805 | {'type':'object'}",
            })
    void aSchemaThatTheProviderWouldRefuseIsAskedForInWords(String model, String schema) {
        AnthropicMessages anthropic = new AnthropicMessages(model);
        InferenceRequest request = InferenceRequest.builder()
                .user("x")
                .responseFormat(ResponseFormat.jsonSchema("answer", schema.replace('\'', '"')))
                .build();

        JsonObject sent = ProviderJson.readObject(
                new String(anthropic.encode(request, Operation.CHAT).bytes(), StandardCharsets.UTF_8));
        Answer answer = anthropic.decode(
                AnswerBody.of("{\"content\":[{\"type\":\"text\",\"text\":\"```json\\n{}\\n```\"}]}"),
                request,
                Operation.CHAT);

        assertThat(sent).doesNotContainKey("output_config");
        assertThat(sent.getJsonArray("system").getJsonObject(0).getString("text"))
                .endsWith("JSON Schema:\n" + schema.replace('\'', '"'));
        assertThat(answer.structure()).isEqualTo(Structure.PROMPTED);
        assertThat(answer.text()).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claude-sonnet-4-5-20250929",
                "claude-opus-4-5",
                "claude-haiku-4-5",
                "claude-opus-4-6",
                "claude-opus-4-10",
                "claude-sonnet-5",
                "sandbox-1"
            })
    void aModelThatKeepsSchemasIsLeftToIt(String model) {
        InferenceRequest request = InferenceRequest.builder()
                .user("x")
                .responseFormat(ResponseFormat.jsonSchema("answer", "{\"type\":\"object\"}"))
                .build();

        assertThat(new String(
                        new AnthropicMessages(model)
                                .encode(request, Operation.CHAT)
                                .bytes(),
                        StandardCharsets.UTF_8))
                .contains("\"output_config\"");
    }

    @Test
    void parametersToolsAndSchemaAreWritten() {
        InferenceRequest request = InferenceRequest.builder()
                .user("x")
                .parameters(InferenceParameters.DEFAULTS
                        .withTemperature(0.5)
                        .withTopP(0.9)
                        .withMaxTokens(12)
                        .withStop("END")
                        .withReasoningEffort(ReasoningEffort.LOW)
                        .withExtra("service_tier", "auto"))
                .tool(new Tool("find", "Finds.", "{\"type\":\"object\"}"))
                .toolChoice(ToolChoice.tool("find"))
                .parallelToolCalls(false)
                .responseFormat(ResponseFormat.jsonSchema("answer", "{\"type\":\"object\"}"))
                .build();

        assertThat(written(request))
                .contains("\"max_tokens\":12", "\"temperature\":0.5", "\"top_p\":0.9", "\"stop_sequences\":[\"END\"]")
                .contains("\"output_config\":{\"effort\":\"low\",\"format\":{\"type\":\"json_schema\","
                        + "\"schema\":{\"type\":\"object\",\"additionalProperties\":false}}}")
                .contains("\"tools\":[{\"name\":\"find\",\"description\":\"Finds.\","
                        + "\"input_schema\":{\"type\":\"object\"}}]")
                .contains("\"tool_choice\":{\"type\":\"tool\",\"name\":\"find\",\"disable_parallel_tool_use\":true}")
                .contains("\"service_tier\":\"auto\"");
    }

    @Test
    void aTemperatureAndTopPOfOneAreLeftOut() {
        InferenceRequest request = InferenceRequest.builder()
                .user("x")
                .parameters(InferenceParameters.DEFAULTS.withTemperature(1).withTopP(1))
                .build();

        assertThat(written(request)).doesNotContain("temperature", "top_p");
    }

    @Test
    void imagesGoAsBytesOrAddress() {
        InferenceRequest request = InferenceRequest.builder()
                .user(
                        Content.image(Media.of("image/png", new byte[] {1, 2, 3})),
                        Content.image(Media.at(URI.create("https://a/b.png"))))
                .build();

        assertThat(written(request))
                .contains("{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\"AQID\"}")
                .contains("{\"type\":\"url\",\"url\":\"https://a/b.png\"}");
    }

    @Test
    void whatHasNoPlaceIsRefused() {
        refused(InferenceParameters.DEFAULTS.withSeed(1), "seed");
        refused(InferenceParameters.DEFAULTS.withTemperature(1.5), "temperature");
        refused(InferenceParameters.DEFAULTS.withReasoningEffort(ReasoningEffort.NONE), "reasoning effort");
        refused(InferenceParameters.DEFAULTS.withExtra("system", "x"), "system");
    }

    @Test
    void aMessageIsRead() {
        Answer answer = read("""
                {"type":"message","model":"claude-1","content":[{"type":"thinking","thinking":"hmm","signature":"s"},
                {"type":"text","text":"a"},{"type":"tool_use","id":"t1","name":"find","input":{"a":1}}],
                "stop_reason":"tool_use","usage":{"input_tokens":5,"cache_creation_input_tokens":3,
                "cache_read_input_tokens":7,"output_tokens":9}}""");

        assertThat(answer.text()).isEqualTo("a");
        assertThat(answer.reasoning()).hasValue("hmm");
        assertThat(answer.toolCalls()).singleElement().satisfies(call -> {
            assertThat(ToolCallId.own(call.id())).isEqualTo("t1");
            assertThat(call.name()).isEqualTo("find");
            assertThat(call.arguments()).isEqualTo("{\"a\":1}");
        });
        assertThat(answer.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(answer.usage().inputTokens()).hasValue(15);
        assertThat(answer.usage().cachedInputTokens()).hasValue(7);
        assertThat(answer.usage().cacheWriteTokens()).hasValue(3);
        assertThat(answer.usage().outputTokens()).hasValue(9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "{}",
                "{\"content\":1}",
                "{\"content\":[{\"type\":\"tool_use\"}]}",
                "{\"content\":"
            })
    void whatIsNoMessageIsAnInvalidResponse(String body) {
        InferenceException failure = catchThrowableOfType(InferenceException.class, () -> read(body));

        assertThat(failure.code()).isEqualTo(FailureCode.INVALID_RESPONSE);
    }

    @Test
    void withoutCountsTheUsageIsUnknown() {
        assertThat(read("{\"content\":[]}").usage()).isEqualTo(TokenUsage.UNKNOWN);
    }

    @Property(tries = 200)
    void aStreamIsTheSameHoweverItIsSplit(@ForAll @Size(max = 12) List<@IntRange(max = 1_500) Integer> cuts)
            throws Exception {
        byte[] bytes = STREAM.getBytes(StandardCharsets.UTF_8);
        StreamFraming framing = StreamFraming.of("text/event-stream", 10_000).orElseThrow();
        AnthropicStream stream = new AnthropicStream(Structure.NONE);
        List<InferenceEvent> events = new ArrayList<>();
        int from = 0;
        List<Integer> ends = new ArrayList<>(cuts.stream().sorted().toList());
        ends.add(bytes.length);
        for (int cut : ends) {
            int to = Math.min(cut, bytes.length);
            for (StreamEvent event : framing.add(ByteBuffer.wrap(bytes, from, to - from))) {
                assertThat(stream.isComplete()).isFalse();
                events.addAll(stream.decode(event));
            }
            from = to;
        }

        assertThat(stream.isComplete()).isTrue();
        Answer answer = stream.answer();
        assertThat(answer.text()).isEqualTo("grün 🙂");
        assertThat(answer.reasoning()).hasValue("hmm");
        assertThat(answer.toolCalls()).containsExactly(new ToolCall("t1", "find", "{\"a\":1}"));
        assertThat(answer.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(answer.usage().inputTokens()).hasValue(12);
        assertThat(answer.usage().outputTokens()).hasValue(9);
        assertThat(events).hasSize(6);
    }

    @ParameterizedTest
    @CsvSource({
        "overloaded_error, PROVIDER_ERROR",
        "rate_limit_error, RATE_LIMITED",
        "authentication_error, AUTHENTICATION_FAILED",
    })
    void anErrorInTheStreamIsAFailure(String type, FailureCode code) {
        AnthropicStream stream = new AnthropicStream(Structure.NONE);
        StreamEvent error =
                StreamEvent.of("{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"Overloaded\"}}");

        InferenceException failure = catchThrowableOfType(InferenceException.class, () -> stream.decode(error));

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure).hasMessageContaining("Overloaded");
    }

    private void refused(InferenceParameters parameters, String part) {
        InferenceRequest request =
                InferenceRequest.builder().user("x").parameters(parameters).build();

        InferenceException failure = catchThrowableOfType(InferenceException.class, () -> written(request));

        assertThat(failure.code()).isEqualTo(FailureCode.INVALID_REQUEST);
        assertThat(failure).hasMessageContaining(part);
    }

    private String written(InferenceRequest request) {
        return new String(anthropic.encode(request, Operation.CHAT).bytes(), StandardCharsets.UTF_8);
    }

    private Answer read(String body) {
        return anthropic.decode(AnswerBody.of(body), InferenceRequest.prompt("x"), Operation.CHAT);
    }
}
