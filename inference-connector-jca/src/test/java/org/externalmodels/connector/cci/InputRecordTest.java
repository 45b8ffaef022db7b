package org.externalmodels.connector.cci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.cci.IndexedRecord;
import jakarta.resource.cci.MappedRecord;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.EmbeddingPurpose;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.ReasoningEffort;
import org.externalmodels.inference.ResponseFormat;
import org.externalmodels.inference.Tool;
import org.externalmodels.inference.ToolCall;
import org.externalmodels.inference.ToolChoice;
import org.junit.jupiter.api.Test;

class InputRecordTest {

    private final InferenceRecordFactory records = new InferenceRecordFactory();

    @Test
    void isAPrompt() {
        InferenceRequest request = request(Map.of("prompt", "hello"));
        assertThat(request.messages()).containsExactly(ChatMessage.user("hello"));
        assertThat(request.parameters()).isEqualTo(InferenceParameters.DEFAULTS);
        assertThat(request.responseFormat()).isEqualTo(ResponseFormat.TEXT);
        assertThat(request.timeout()).isEmpty();
    }

    @Test
    void putsSystemFirstAndPromptLast() {
        InferenceRequest request = request(Map.of(
                "prompt", "and now?",
                "system", "be brief",
                "messages",
                        List.of(Map.of("role", "user", "text", "hello"), Map.of("role", "assistant", "text", "hi"))));
        assertThat(request.messages())
                .containsExactly(
                        ChatMessage.system("be brief"),
                        ChatMessage.user("hello"),
                        ChatMessage.assistant("hi"),
                        ChatMessage.user("and now?"));
    }

    @Test
    void mayBeIndexed() {
        IndexedRecord<Object> one = records.createIndexedRecord("in");
        one.add("hello");
        assertThat(InputRecord.read(one).inferenceRequest(null).messages()).containsExactly(ChatMessage.user("hello"));
        one.add("be brief");
        assertThat(InputRecord.read(one).inferenceRequest(null).messages())
                .containsExactly(ChatMessage.system("be brief"), ChatMessage.user("hello"));
        one.add("too much");
        refuses(() -> InputRecord.read(one), "3 values");
    }

    @Test
    void namesModelAndConnection() {
        InputRecord input = read(Map.of("model", "echo", "connection", "main", "prompt", "hello"));
        assertThat(input.model()).contains("echo");
        assertThat(input.connection()).contains("main");
        assertThat(input.isEmbedding()).isFalse();
        assertThat(read(Map.of("prompt", "hello")).model()).isEmpty();
    }

    @Test
    void setsEveryParameter() {
        InferenceRequest request = request(Map.of(
                "prompt",
                "hello",
                "temperature",
                0.5f,
                "topP",
                BigDecimal.ONE,
                "maxTokens",
                200L,
                "stop",
                List.of("END", "STOP"),
                "seed",
                Long.MAX_VALUE,
                "reasoningEffort",
                "low",
                "extras",
                Map.of("logprobs", true)));
        assertThat(request.parameters())
                .isEqualTo(new InferenceParameters(
                        0.5,
                        1.0,
                        200,
                        List.of("END", "STOP"),
                        Long.MAX_VALUE,
                        ReasoningEffort.LOW,
                        Map.of("logprobs", true)));
    }

    @Test
    void mayHaveASingleStopText() {
        assertThat(request(Map.of("prompt", "hello", "stop", "END"))
                        .parameters()
                        .stop())
                .containsExactly("END");
    }

    @Test
    void asksForStructure() {
        assertThat(request(Map.of("prompt", "x", "responseSchema", "{}")).responseFormat())
                .isEqualTo(ResponseFormat.jsonSchema("response", "{}"));
        assertThat(request(Map.of("prompt", "x", "responseSchema", "{}", "responseSchemaName", "claim"))
                        .responseFormat())
                .isEqualTo(ResponseFormat.jsonSchema("claim", "{}"));
        assertThat(request(Map.of("prompt", "x", "responseFormat", "json")).responseFormat())
                .isEqualTo(ResponseFormat.JSON);
    }

    @Test
    void offersTools() {
        InferenceRequest request = request(Map.of(
                "prompt",
                "x",
                "tools",
                List.of(Map.of("name", "find", "description", "finds", "parameters", "{}")),
                "toolChoice",
                "find",
                "parallelToolCalls",
                false));
        assertThat(request.tools()).containsExactly(new Tool("find", "finds", "{}"));
        assertThat(request.toolChoice()).isEqualTo(ToolChoice.tool("find"));
        assertThat(request.parallelToolCalls()).contains(false);
    }

    @Test
    void saysWhatTheAnswerMustBe() {
        assertThat(request(Map.of("prompt", "x")).output()).isEmpty();
        assertThat(request(Map.of("prompt", "x", "output", "text")).output()).contains(InferenceRequest.Output.TEXT);
        assertThat(request(Map.of("prompt", "x", "output", "images")).output())
                .contains(InferenceRequest.Output.IMAGES);
        assertThatThrownBy(() -> request(Map.of("prompt", "x", "output", "sound")))
                .hasMessageContaining("output must be text or images, not sound");
    }

    @Test
    void tellsWhatToolsGave() {
        InferenceRequest request = request(Map.of(
                "messages",
                List.of(
                        Map.of(
                                "role",
                                "assistant",
                                "toolCalls",
                                List.of(Map.of("id", "1", "name", "find", "arguments", "{}"))),
                        Map.of("role", "tool", "toolCallId", "1", "text", "nothing"))));
        assertThat(request.messages())
                .containsExactly(
                        new ChatMessage.AssistantMessage("", List.of(new ToolCall("1", "find", "{}"))),
                        ChatMessage.tool("1", "nothing"));
    }

    @Test
    void showsWhatTheModelDrewBefore() {
        byte[] bytes = {1, 2, 3};
        InferenceRequest request = request(Map.of(
                "messages",
                List.of(Map.of(
                        "role", "assistant", "images", List.of(Map.of("mediaType", "image/png", "bytes", bytes)))),
                "prompt",
                "make it red"));
        assertThat(request.messages().get(0))
                .isEqualTo(new ChatMessage.AssistantMessage("", List.of(), List.of(Media.of("image/png", bytes))));
    }

    @Test
    void showsImagesAndSounds() {
        byte[] bytes = {1, 2, 3};
        InferenceRequest request = request(Map.of(
                "prompt", "what is it?",
                "images", List.of(Map.of("mediaType", "image/png", "bytes", bytes)),
                "audio", List.of(Map.of("uri", "https://example.org/a.wav"))));
        assertThat(request.messages())
                .containsExactly(ChatMessage.user(
                        Content.text("what is it?"),
                        Content.image(Media.of("image/png", bytes)),
                        Content.audio(Media.at(URI.create("https://example.org/a.wav")))));
    }

    @Test
    void takesVariablesOfEveryJsonType() {
        MappedRecord<String, Object> variables = records.createMappedRecord("variables");
        variables.put("name", "${user.home}");
        variables.put("count", 3);
        variables.put("list", Arrays.asList("a", null));
        assertThat(request(Map.of("variables", variables)).variables())
                .isEqualTo(Map.of("name", "${user.home}", "count", 3, "list", Arrays.asList("a", null)));
    }

    @Test
    void limitsTheTimeBeforeAnybodyElseDoes() {
        assertThat(request(Map.of("prompt", "x", "timeoutMillis", 1500)).timeout())
                .contains(Duration.ofMillis(1500));
        Duration outer = Duration.ofSeconds(3);
        assertThat(read(Map.of("prompt", "x")).inferenceRequest(outer).timeout())
                .contains(outer);
        assertThat(read(Map.of("prompt", "x", "timeoutMillis", 1))
                        .inferenceRequest(outer)
                        .timeout())
                .contains(Duration.ofMillis(1));
    }

    @Test
    void tagsTheCall() {
        assertThat(request(Map.of("prompt", "x", "tags", Map.of("case", "17"))).tags())
                .isEqualTo(Map.of("case", "17"));
        refuses(
                () -> request(Map.of("prompt", "x", "tags", Map.of("case", 17))),
                "tags.case must be a string, not a java.lang.Integer");
    }

    @Test
    void asksForVectors() {
        InputRecord input = read(Map.of("inputs", List.of("a", "b"), "dimensions", 3, "tags", Map.of("case", "17")));
        assertThat(input.isEmbedding()).isTrue();
        assertThat(input.embeddingRequest(Duration.ofSeconds(1)))
                .isEqualTo(new EmbeddingRequest(List.of("a", "b"), 3, Duration.ofSeconds(1), Map.of("case", "17")));
    }

    @Test
    void asksForVectorsForAPurpose() {
        assertThat(read(Map.of("inputs", "a", "purpose", "search_query"))
                        .embeddingRequest(null)
                        .purpose())
                .isEqualTo(EmbeddingPurpose.QUERY);
        assertThat(read(Map.of("inputs", "a")).embeddingRequest(null).purpose()).isNull();
        refuses(
                () -> read(Map.of("inputs", "a", "purpose", "QUERY")).embeddingRequest(null),
                "purpose must be search_document");
    }

    @Test
    void countsANullAsAbsent() {
        MappedRecord<String, Object> record = records.createMappedRecord("in");
        record.put("prompt", "hello");
        record.put("temperature", null);
        record.put("inputs", null);
        InputRecord input = InputRecord.read(record);
        assertThat(input.isEmbedding()).isFalse();
        assertThat(input.inferenceRequest(null).parameters()).isEqualTo(InferenceParameters.DEFAULTS);
    }

    @Test
    void refusesUnknownKeysByName() {
        refuses(() -> read(Map.of("prompt", "x", "temprature", 1)), "unknown keys [temprature]");
        refuses(() -> read(Map.of("prompt", "x", 7, "x")), "unknown keys [7]");
        refuses(() -> read(Map.of("inputs", List.of("a"), "prompt", "x")), "prompt does not go with inputs");
        refuses(() -> read(Map.of("prompt", "x", "dimensions", 3)), "dimensions does not go without inputs");
        refuses(
                () -> request(Map.of("messages", List.of(Map.of("role", "user", "content", "x")))),
                "messages[0] has unknown keys [content]");
    }

    @Test
    void refusesWhatAsksForNothing() {
        refuses(() -> request(Map.of("model", "echo")), "neither prompt, messages, variables nor inputs");
        refuses(() -> InputRecord.read(null), "not null");
    }

    @Test
    void refusesWrongTypesByKey() {
        refuses(() -> request(Map.of("prompt", 1)), "prompt must be a string, not a java.lang.Integer");
        refuses(() -> request(Map.of("prompt", "x", "temperature", "hot")), "temperature must be a number");
        refuses(
                () -> request(Map.of("prompt", "x", "maxTokens", 1.5)),
                "maxTokens must be a whole number of at most 64 bits, not 1.5");
        refuses(
                () -> request(Map.of("prompt", "x", "maxTokens", 1L << 40)),
                "maxTokens must be a whole number of at most 32 bits, not 1099511627776");
        refuses(
                () -> request(Map.of("prompt", "x", "seed", BigInteger.ONE.shiftLeft(64))),
                "seed must be a whole number of at most 64 bits, not 18446744073709551616");
        refuses(() -> request(Map.of("prompt", "x", "seed", Double.NaN)), "seed must be a whole number, not NaN");
        refuses(() -> request(Map.of("messages", "x")), "messages must be an indexed record");
        refuses(
                () -> request(Map.of("messages", List.of("x"))),
                "messages[0] must be a mapped record, not a java.lang.String");
        refuses(
                () -> request(Map.of("prompt", "x", "stop", List.of(1))),
                "stop[0] must be a string, not a java.lang.Integer");
        refuses(() -> request(Map.of("variables", Map.of(1, 2))), "variables has a key that is not a string");
    }

    @Test
    void refusesWrongValuesByKey() {
        refuses(() -> request(Map.of("prompt", "x", "temperature", 3)), "temperature must be between 0 and 2, not 3.0");
        refuses(() -> request(Map.of("prompt", "x", "timeoutMillis", 0)), "timeoutMillis must be at least 1, not 0");
        refuses(() -> request(Map.of("prompt", "x", "reasoningEffort", "much")), "not much");
        refuses(() -> request(Map.of("prompt", "x", "responseFormat", "yaml")), "not yaml");
        refuses(
                () -> request(Map.of("prompt", "x", "responseFormat", "json", "responseSchema", "{}")),
                "responseFormat does not go with responseSchema");
        refuses(() -> request(Map.of("prompt", "x", "responseSchemaName", "a")), "responseSchemaName");
        refuses(() -> request(Map.of("messages", List.of(Map.of("role", "boss", "text", "x")))), "not boss");
        refuses(() -> request(Map.of("messages", List.of(Map.of("text", "x")))), "messages[0].role is missing");
        refuses(
                () -> request(Map.of("messages", List.of(Map.of("role", "system", "text", "x", "toolCallId", "1")))),
                "messages[0].toolCallId does not go with the role system");
        refuses(() -> request(Map.of("prompt", "x", "images", List.of(Map.of()))), "images[0].bytes or images[0].uri");
        refuses(() -> request(Map.of("prompt", "x", "variables", Map.of("v", new Object()))), "variables.v");
    }

    private InputRecord read(Map<?, ?> entries) {
        MappedRecord<Object, Object> record = records.createMappedRecord("in");
        record.putAll(entries);
        return InputRecord.read(record);
    }

    private InferenceRequest request(Map<?, ?> entries) {
        return read(entries).inferenceRequest(null);
    }

    private static void refuses(ThrowingCallable reading, String because) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        InferenceException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(FailureCode.INVALID_REQUEST))
                .hasMessageContaining(because);
    }
}
