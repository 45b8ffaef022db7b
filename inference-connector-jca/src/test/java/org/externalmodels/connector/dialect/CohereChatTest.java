package org.externalmodels.connector.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.externalmodels.connector.transport.StreamEvent;
import org.externalmodels.connector.transport.StreamFraming;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.EmbeddingPurpose;
import org.externalmodels.inference.EmbeddingRequest;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CohereChatTest {

    /** As the API reference shows streams, with two calls and thoughts put into one. */
    private static final String STREAM = """
            event: message-start
            data: {"type":"message-start","id":"2edfdf70","delta":{"message":{"role":"assistant"}}}

            event: content-start
            data: {"type":"content-start","index":0,"delta":{"message":{"content":{"type":"thinking","thinking":""}}}}

            event: content-delta
            data: {"type":"content-delta","index":0,"delta":{"message":{"content":{"thinking":"hmm"}}}}

            event: content-start
            data: {"type":"content-start","index":1,"delta":{"message":{"content":{"type":"text","text":""}}}}

            event: content-delta
            data: {"type":"content-delta","index":1,"delta":{"message":{"content":{"text":"grün 🙂"}}}}

            event: content-end
            data: {"type":"content-end","index":1}

            event: tool-plan-delta
            data: {"type":"tool-plan-delta","delta":{"message":{"tool_plan":" I will"}}}

            event: tool-call-start
            data: {"type":"tool-call-start","index":0,"delta":{"message":{"tool_calls":{"id":"t1","type":"function","function":{"name":"find","arguments":""}}}}}

            event: tool-call-delta
            data: {"type":"tool-call-delta","index":0,"delta":{"message":{"tool_calls":{"function":{"arguments":"{\\"a\\""}}}}}

            event: tool-call-delta
            data: {"type":"tool-call-delta","index":0,"delta":{"message":{"tool_calls":{"function":{"arguments":":1}"}}}}}

            event: tool-call-end
            data: {"type":"tool-call-end","index":0}

            event: tool-call-start
            data: {"type":"tool-call-start","index":1,"delta":{"message":{"tool_calls":{"id":"t2","type":"function","function":{"name":"find","arguments":""}}}}}

            event: message-end
            data: {"type":"message-end","delta":{"finish_reason":"TOOL_CALL","usage":{"billed_units":{"input_tokens":18.0,"output_tokens":6.0},"tokens":{"input_tokens":1661.0,"output_tokens":19.0},"cached_tokens":7}}}

            data: [DONE]

            """;

    private final CohereChat cohere = new CohereChat("command-a");

    @ParameterizedTest
    @CsvSource({
        "https://api.cohere.com, /v2",
        "https://api.cohere.com/, /v2",
        "https://api.cohere.com/v2, /v2",
        "https://api.cohere.com/v2/chat, /v2",
        "https://api.cohere.com/v2/embed/, /v2",
        "https://proxy/cohere, /cohere/v2",
        "https://proxy/own/chat, /own",
    })
    void anyEndpointLeadsToTheOperation(URI endpoint, String base) {
        assertThat(cohere.address(endpoint, Operation.CHAT)).hasPath(base + "/chat");
        assertThat(cohere.address(endpoint, Operation.EMBEDDINGS)).hasPath(base + "/embed");
    }

    @Test
    void aConversationIsWritten() {
        InferenceRequest request = InferenceRequest.builder()
                .system("Be brief.")
                .user(
                        Content.text("What?"),
                        Content.image(Media.of("image/png", new byte[] {1, 2, 3})),
                        Content.image(Media.at(URI.create("https://a/b.png"))))
                .message(new ChatMessage.AssistantMessage("", List.of(new ToolCall("t1", "find", ""))))
                .message(ChatMessage.tool("t1", "one"))
                .build();

        assertThat(written(request))
                .isEqualTo("{\"model\":\"command-a\",\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},"
                        + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"What?\"},"
                        + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AQID\"}},"
                        + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://a/b.png\"}}]},"
                        + "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"t1\",\"type\":\"function\","
                        + "\"function\":{\"name\":\"find\",\"arguments\":\"{}\"}}]},"
                        + "{\"role\":\"tool\",\"tool_call_id\":\"t1\",\"content\":\"one\"}]}");
    }

    @Test
    void parametersAndToolsAreWritten() {
        InferenceRequest request = InferenceRequest.builder()
                .user("x")
                .parameters(InferenceParameters.DEFAULTS
                        .withTemperature(0.5)
                        .withTopP(1)
                        .withMaxTokens(12)
                        .withStop("END")
                        .withSeed(7)
                        .withReasoningEffort(ReasoningEffort.LOW)
                        .withExtra("k", 3))
                .tool(new Tool("find", "Finds.", "{\"type\":\"object\"}"))
                .tool(new Tool("lose", null, "{\"type\":\"object\"}"))
                .toolChoice(ToolChoice.tool("find"))
                .build();

        assertThat(written(request))
                .contains("\"temperature\":0.5", "\"p\":0.99", "\"max_tokens\":12", "\"stop_sequences\":[\"END\"]")
                .contains("\"seed\":7", "\"thinking\":{\"type\":\"enabled\",\"token_budget\":1024}", "\"k\":3")
                .contains(
                        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"find\",\"description\":\"Finds.\","
                                + "\"parameters\":{\"type\":\"object\"}}}],\"tool_choice\":\"REQUIRED\"");
    }

    @Test
    void aSchemaIsPartOfTheFormat() {
        assertThat(written(InferenceRequest.builder()
                        .user("x")
                        .responseFormat(ResponseFormat.jsonSchema("answer", "{\"type\":\"object\"}"))
                        .build()))
                .contains("\"response_format\":{\"type\":\"json_object\",\"json_schema\":{\"type\":\"object\"}}");
    }

    @Test
    void whatHasNoPlaceIsRefused() {
        InferenceParameters defaults = InferenceParameters.DEFAULTS;
        refused(user().parameters(defaults.withTemperature(1.5)), "temperature");
        refused(user().parameters(defaults.withTopP(0.001)), "top-p");
        refused(user().parameters(defaults.withSeed(-1)), "seed");
        refused(user().parameters(defaults.withStop("1", "2", "3", "4", "5", "6")), "5 stop texts");
        refused(user().parameters(defaults.withExtra("model", "x")), "model");
        refused(user().tool(new Tool("t", null, "{}")).parallelToolCalls(false), "one tool at a time");
        refused(user().tool(new Tool("t", null, "{}")).responseFormat(ResponseFormat.JSON), "not both");
        refused(InferenceRequest.builder().user(Content.audio(Media.of("audio/wav", new byte[] {1}))), "audio");
    }

    @Test
    void anAnswerIsRead() {
        Answer answer = read("""
                {"id":"x","finish_reason":"TOOL_CALL","message":{"role":"assistant","tool_plan":"I will",
                "content":[{"type":"thinking","thinking":"hmm "},{"type":"text","text":"a"}],
                "tool_calls":[{"id":"t1","type":"function","function":{"name":"find","arguments":"{}"}}]},
                "usage":{"billed_units":{"input_tokens":5,"output_tokens":9},"tokens":{"input_tokens":80},
                "cached_tokens":77}}""");

        assertThat(answer.text()).isEqualTo("a");
        assertThat(answer.reasoning()).hasValue("I willhmm ");
        assertThat(answer.toolCalls()).containsExactly(new ToolCall("t1", "find", "{}"));
        assertThat(answer.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(answer.usage().inputTokens()).hasValue(5);
        assertThat(answer.usage().outputTokens()).hasValue(9);
        assertThat(answer.usage().cachedInputTokens()).isEmpty();
    }

    @Test
    void whatIsNotBilledCountsOnlyWhereNothingIsToldOfIt() {
        TokenUsage usage = read("{\"message\":{},\"usage\":{\"tokens\":{\"input_tokens\":80,\"output_tokens\":2}}}")
                .usage();

        assertThat(usage.inputTokens()).hasValue(80);
        assertThat(read("{\"message\":{}}").usage()).isEqualTo(TokenUsage.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[]", "{}", "{\"message\":{\"tool_calls\":[{}]}}", "{\"message\":"})
    void whatIsNoAnswerIsAnInvalidResponse(String body) {
        InferenceException failure = catchThrowableOfType(InferenceException.class, () -> read(body));

        assertThat(failure.code()).isEqualTo(FailureCode.INVALID_RESPONSE);
    }

    @ParameterizedTest
    @CsvSource({"ERROR, PROVIDER_ERROR", "TIMEOUT, TIMEOUT"})
    void anAnswerThatBrokeOffIsAFailure(String reason, FailureCode code) {
        CohereStream stream = new CohereStream(Structure.NONE, List.of());
        StreamEvent end = StreamEvent.of(
                "{\"type\":\"message-end\",\"delta\":{\"finish_reason\":\"" + reason + "\",\"error\":\"sorry\"}}");

        assertThat(catchThrowableOfType(InferenceException.class, () -> stream.decode(end))
                        .code())
                .isEqualTo(code);
        assertThat(stream.isComplete()).isFalse();
        assertThat(catchThrowableOfType(
                                InferenceException.class,
                                () -> read("{\"message\":{},\"finish_reason\":\"" + reason + "\"}"))
                        .code())
                .isEqualTo(code);
    }

    @Property(tries = 200)
    void aStreamIsTheSameHoweverItIsSplit(@ForAll @Size(max = 12) List<@IntRange(max = 2_500) Integer> cuts)
            throws Exception {
        byte[] bytes = STREAM.getBytes(StandardCharsets.UTF_8);
        StreamFraming framing = StreamFraming.of("text/event-stream", 10_000).orElseThrow();
        CohereStream stream = new CohereStream(Structure.NONE, List.of());
        List<InferenceEvent> events = new ArrayList<>();
        int from = 0;
        List<Integer> ends = new ArrayList<>(cuts.stream().sorted().toList());
        ends.add(bytes.length);
        for (int cut : ends) {
            int to = Math.min(cut, bytes.length);
            for (StreamEvent event : framing.add(ByteBuffer.wrap(bytes, from, to - from))) {
                assertThat(stream.isComplete()).isEqualTo(event.data().equals("[DONE]"));
                events.addAll(stream.decode(event));
            }
            from = to;
        }

        assertThat(stream.isComplete()).isTrue();
        Answer answer = stream.answer();
        assertThat(answer.text()).isEqualTo("grün 🙂");
        assertThat(answer.reasoning()).hasValue("hmm I will");
        assertThat(answer.toolCalls())
                .containsExactly(new ToolCall("t1", "find", "{\"a\":1}"), new ToolCall("t2", "find", "{}"));
        assertThat(answer.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(answer.usage().inputTokens()).hasValue(18);
        assertThat(answer.usage().cachedInputTokens()).hasValue(7);
        assertThat(events).hasSize(8);
    }

    @Test
    void textsBecomeVectors() {
        EmbeddingRequest request = new EmbeddingRequest(List.of("a", "b"), 256, null, Map.of());

        assertThat(new String(cohere.encode(request).bytes(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"model\":\"command-a\",\"input_type\":\"search_document\",\"embedding_types\":[\"float\"],"
                                + "\"output_dimension\":256,\"texts\":[\"a\",\"b\"]}");
        Vectors vectors = cohere.decode(
                AnswerBody.of(
                        "{\"embeddings\":{\"float\":[[0.5,1],[2,3]]},\"meta\":{\"billed_units\":{\"input_tokens\":2}}}"),
                request);
        assertThat(vectors.vectors()).containsExactly(new float[] {0.5f, 1}, new float[] {2, 3});
        assertThat(vectors.usage().inputTokens()).hasValue(2);
    }

    @ParameterizedTest
    @EnumSource
    void textsBecomeVectorsForTheirPurpose(EmbeddingPurpose purpose) {
        EmbeddingRequest request = EmbeddingRequest.of("a").withPurpose(purpose);

        assertThat(new String(cohere.encode(request).bytes(), StandardCharsets.UTF_8))
                .contains("\"input_type\":\"" + purpose.wireName() + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"embeddings\":{\"float\":[]}}", "{\"embeddings\":{\"float\":[[\"x\"]]}}"})
    void whatIsNotOneVectorForEachTextIsAnInvalidResponse(String body) {
        InferenceException failure = catchThrowableOfType(
                InferenceException.class, () -> cohere.decode(AnswerBody.of(body), EmbeddingRequest.of("a")));

        assertThat(failure.code()).isEqualTo(FailureCode.INVALID_RESPONSE);
    }

    @Test
    void moreTextsThanABatchHasAreRefused() {
        EmbeddingRequest many = new EmbeddingRequest(Collections.nCopies(97, "x"), null, null, Map.of());

        assertThat(catchThrowableOfType(InferenceException.class, () -> cohere.encode(many)))
                .hasMessageContaining("at most 96 inputs");
    }

    private static InferenceRequest.Builder user() {
        return InferenceRequest.builder().user("x");
    }

    private void refused(InferenceRequest.Builder request, String part) {
        InferenceException failure = catchThrowableOfType(InferenceException.class, () -> written(request.build()));

        assertThat(failure.code()).isEqualTo(FailureCode.INVALID_REQUEST);
        assertThat(failure).hasMessageContaining(part);
    }

    private String written(InferenceRequest request) {
        return new String(cohere.encode(request, Operation.CHAT).bytes(), StandardCharsets.UTF_8);
    }

    private Answer read(String body) {
        return cohere.decode(AnswerBody.of(body), InferenceRequest.prompt("x"), Operation.CHAT);
    }
}
