package org.externalmodels.connector.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.FinishReason;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BedrockConverseTest {

    private static final String CLAUDE = "anthropic.claude-3-haiku-20240307-v1:0";
    private static final Tool WEATHER = new Tool("weather", "Tells the weather", "{\"type\":\"object\"}");
    private final BedrockConverse converse = new BedrockConverse(CLAUDE);

    @ParameterizedTest
    @CsvSource({
        "https://b.example, anthropic.x-v1:0, https://b.example/model/anthropic.x-v1%3A0/converse",
        "https://b.example/sandbox/bedrock/, x, https://b.example/sandbox/bedrock/model/x/converse",
        "https://b.example/p/model/y/converse-stream, x, https://b.example/p/model/x/converse",
        "https://b.example, ' arn:aws:bedrock:eu-west-1:1:inference-profile/eu.x ',"
                + " https://b.example/model/arn%3Aaws%3Abedrock%3Aeu-west-1%3A1%3Ainference-profile%2Feu.x/converse"
    })
    void isAddressedByTheModel(URI endpoint, String model, String address) {
        assertThat(new BedrockConverse(model).address(endpoint, Operation.CHAT)).hasToString(address);
        assertThat(new BedrockConverse(model).address(endpoint, Operation.CHAT_STREAM))
                .hasToString(address + "-stream");
    }

    @Test
    void putsSystemApartAndLetsRolesTakeTurns() {
        String body = encoded(InferenceRequest.builder()
                .system("Be brief.")
                .user("Weather in Bern and Rome?")
                .message(new ChatMessage.AssistantMessage(
                        "",
                        List.of(new ToolCall("a", "weather", "{\"city\":\"Bern\"}"), new ToolCall("b", "weather", ""))))
                .message(ChatMessage.tool("a", "sun"))
                .message(ChatMessage.tool("b", "rain"))
                .user("Well?")
                .tool(WEATHER)
                .build());

        assertThat(body).isEqualTo("""
                {"system":[{"text":"Be brief."}],\
                "messages":[{"role":"user","content":[{"text":"Weather in Bern and Rome?"}]},\
                {"role":"assistant","content":[{"toolUse":{"toolUseId":"a","name":"weather","input":{"city":"Bern"}}},\
                {"toolUse":{"toolUseId":"b","name":"weather","input":{}}}]},\
                {"role":"user","content":[{"toolResult":{"toolUseId":"a","content":[{"text":"sun"}]}},\
                {"toolResult":{"toolUseId":"b","content":[{"text":"rain"}]}},{"text":"Well?"}]}],\
                "toolConfig":{"tools":[{"toolSpec":{"name":"weather","description":"Tells the weather",\
                "inputSchema":{"json":{"type":"object"}}}}]}}""");
    }

    @Test
    void writesParametersWhereConverseHasThemAndExtrasWhereTheModelDoes() {
        String body = encoded(InferenceRequest.builder()
                .user("x")
                .parameters(InferenceParameters.DEFAULTS
                        .withMaxTokens(7)
                        .withTemperature(0.5)
                        .withTopP(0.9)
                        .withStop("END")
                        .withExtra("top_k", 5)
                        .withExtra("requestMetadata", Map.of("team", "claims")))
                .build());

        assertThat(body).endsWith("""
                "inferenceConfig":{"maxTokens":7,"temperature":0.5,"topP":0.9,"stopSequences":["END"]},\
                "additionalModelRequestFields":{"top_k":5},"requestMetadata":{"team":"claims"}}""");
    }

    @Test
    void takesImagesAndRecordingsAsBytesOrFromS3() {
        String body = encoded(InferenceRequest.builder()
                .user(
                        Content.image(Media.of("image/jpeg", new byte[] {1, 2})),
                        Content.image(Media.at(URI.create("s3://bucket/a.PNG"))),
                        Content.audio(Media.of("audio/mpeg", new byte[] {3})))
                .build());

        assertThat(body).contains("""
                {"image":{"format":"jpeg","source":{"bytes":"AQI="}}},\
                {"image":{"format":"png","source":{"s3Location":{"uri":"s3://bucket/a.PNG"}}}},\
                {"audio":{"format":"mp3","source":{"bytes":"Aw=="}}}""");
    }

    @Test
    void refusesNamesOfToolsThatOthersTake() {
        InferenceRequest.Builder request =
                InferenceRequest.builder().user("x").tool(new Tool("t".repeat(64), null, "{\"type\":\"object\"}"));
        assertThat(encoded(request.build())).contains("t".repeat(64));

        InferenceRequest longer = request.tool(new Tool("u".repeat(65), null, "{\"type\":\"object\"}"))
                .build();
        assertThat(catchThrowableOfType(InferenceException.class, () -> encoded(longer)))
                .hasMessageContaining("u".repeat(65))
                .extracting(InferenceException::code)
                .isEqualTo(FailureCode.INVALID_REQUEST);
    }

    @Test
    void demandsToolsAsTold() {
        InferenceRequest.Builder request = InferenceRequest.builder().user("x").tool(WEATHER);

        assertThat(encoded(request.toolChoice(ToolChoice.REQUIRED).build())).contains("\"toolChoice\":{\"any\":{}}");
        assertThat(encoded(request.toolChoice(ToolChoice.tool("weather")).build()))
                .contains("\"toolChoice\":{\"tool\":{\"name\":\"weather\"}}");
        assertThat(encoded(request.toolChoice(ToolChoice.NONE).build())).doesNotContain("tool");
    }

    @Test
    void leavesOutATemperatureAndTopPOfOneForClaudeOnly() {
        InferenceRequest request = InferenceRequest.builder()
                .user("x")
                .parameters(InferenceParameters.DEFAULTS
                        .withTemperature(1)
                        .withTopP(1)
                        .withMaxTokens(7))
                .build();
        BedrockConverse nova = new BedrockConverse("amazon.nova-lite-v1:0");

        assertThat(encoded(request)).contains("\"inferenceConfig\":{\"maxTokens\":7}");
        assertThat(new String(nova.encode(request, Operation.CHAT).bytes(), StandardCharsets.UTF_8))
                .contains("\"inferenceConfig\":{\"maxTokens\":7,\"temperature\":1.0,\"topP\":1.0}");
    }

    @Test
    void tellsClaudeItsEffortInAnthropicsWords() {
        InferenceRequest request = InferenceRequest.prompt("x").toBuilder()
                .parameters(InferenceParameters.DEFAULTS
                        .withReasoningEffort(ReasoningEffort.LOW)
                        .withExtra("top_k", 5))
                .build();

        assertThat(encoded(request))
                .endsWith("\"additionalModelRequestFields\":{\"top_k\":5,\"output_config\":{\"effort\":\"low\"}}}");
    }

    @Test
    void asksForTheBetaOfTheEffortWhereItIsOne() {
        BedrockConverse opus = new BedrockConverse("us.anthropic.claude-opus-4-5-20251101-v1:0");
        InferenceRequest request = InferenceRequest.prompt("x").toBuilder()
                .parameters(InferenceParameters.DEFAULTS
                        .withReasoningEffort(ReasoningEffort.HIGH)
                        .withExtra("anthropic_beta", List.of("context-1m-2025-08-07")))
                .build();

        assertThat(new String(opus.encode(request, Operation.CHAT).bytes(), StandardCharsets.UTF_8))
                .contains("\"anthropic_beta\":[\"context-1m-2025-08-07\",\"effort-2025-11-24\"]")
                .contains("\"output_config\":{\"effort\":\"high\"}");
    }

    @Test
    void knowsNoEffortOfOtherModels() {
        InferenceRequest request = InferenceRequest.prompt("x").toBuilder()
                .parameters(InferenceParameters.DEFAULTS.withReasoningEffort(ReasoningEffort.LOW))
                .build();

        assertThat(catchThrowableOfType(
                        InferenceException.class,
                        () -> new BedrockConverse("amazon.nova-2-lite-v1:0").encode(request, Operation.CHAT)))
                .hasMessageContaining("reasoning_config");
    }

    @Test
    void leavesTheSchemaToModelsThatKeepItAndAsksTheOthers() {
        InferenceRequest request = InferenceRequest.builder()
                .user("x")
                .responseFormat(ResponseFormat.jsonSchema("sum", "{\"type\":\"object\"}"))
                .build();
        BedrockConverse modern = new BedrockConverse("eu.anthropic.claude-sonnet-4-5-20250929-v1:0");
        String answer = "{\"output\":{\"message\":{\"content\":[{\"text\":\"```json\\n{\\\"a\\\":1}\\n```\"}]}}}";

        assertThat(new String(modern.encode(request, Operation.CHAT).bytes(), StandardCharsets.UTF_8))
                .contains(
                        "\"outputConfig\":{\"textFormat\":{\"type\":\"json_schema\",\"structure\":{\"jsonSchema\":"
                                + "{\"name\":\"sum\",\"schema\":\"{\\\"type\\\":\\\"object\\\",\\\"additionalProperties\\\":false}\"}}}}");
        assertThat(encoded(request)).contains("JSON Schema:\\n{\\\"type\\\":\\\"object\\\"}");
        assertThat(modern.decode(AnswerBody.of(answer), request, Operation.CHAT).structure())
                .isEqualTo(Structure.NATIVE);
        assertThat(converse.decode(AnswerBody.of(answer), request, Operation.CHAT)
                        .structure())
                .isEqualTo(Structure.PROMPTED);
        assertThat(converse.decode(AnswerBody.of(answer), request, Operation.CHAT)
                        .text())
                .isEqualTo("{\"a\":1}");
    }

    @Test
    void asksForASchemaThatBedrockRefusesWhateverTheModel() {
        InferenceRequest request = InferenceRequest.builder()
                .user("x")
                .responseFormat(ResponseFormat.jsonSchema("age", "{\"type\":\"integer\",\"minimum\":0}"))
                .build();
        BedrockConverse modern = new BedrockConverse("eu.anthropic.claude-sonnet-4-5-20250929-v1:0");

        assertThat(new String(modern.encode(request, Operation.CHAT).bytes(), StandardCharsets.UTF_8))
                .contains("JSON Schema:\\n{\\\"type\\\":\\\"integer\\\",\\\"minimum\\\":0}")
                .doesNotContain("outputConfig");
    }

    static List<InferenceRequest> whatHasNoPlace() {
        InferenceRequest.Builder x = InferenceRequest.prompt("x").toBuilder();
        return List.of(
                x.parameters(InferenceParameters.DEFAULTS.withSeed(1)).build(),
                x.parameters(InferenceParameters.DEFAULTS.withReasoningEffort(ReasoningEffort.MINIMAL))
                        .build(),
                x.parameters(InferenceParameters.DEFAULTS
                                .withReasoningEffort(ReasoningEffort.LOW)
                                .withExtra("output_config", Map.of("effort", "high")))
                        .build(),
                x.parameters(InferenceParameters.DEFAULTS.withExtra("messages", "y"))
                        .build(),
                x.parameters(InferenceParameters.DEFAULTS.withExtra("max_tokens", 9))
                        .build(),
                x.parameters(InferenceParameters.DEFAULTS)
                        .parallelToolCalls(false)
                        .build(),
                InferenceRequest.builder().system("only").build(),
                InferenceRequest.builder()
                        .user(Content.image(Media.of("image/tiff", new byte[1])))
                        .build(),
                InferenceRequest.builder()
                        .user(Content.image(Media.at(URI.create("https://example.com/a.png"))))
                        .build(),
                InferenceRequest.builder()
                        .user("x")
                        .message(new ChatMessage.AssistantMessage("", List.of(new ToolCall("a", "t", "[1"))))
                        .build(),
                InferenceRequest.builder()
                        .user("x")
                        .message(ChatMessage.tool("a", "sun"))
                        .tool(WEATHER)
                        .toolChoice(ToolChoice.NONE)
                        .build());
    }

    @ParameterizedTest
    @MethodSource("whatHasNoPlace")
    void refusesWhatItCannotExpress(InferenceRequest request) {
        assertThat(catchThrowableOfType(InferenceException.class, () -> encoded(request))
                        .code())
                .isEqualTo(FailureCode.INVALID_REQUEST);
    }

    @Test
    void readsTextReasoningToolsImagesAndUsage() {
        Answer answer = decoded("""
                {"output":{"message":{"role":"assistant","content":[
                  {"reasoningContent":{"reasoningText":{"text":"hm","signature":"s"}}},
                  {"text":"a"},{"text":"b"},{"citationsContent":{}},
                  {"toolUse":{"toolUseId":"t1","name":"weather","input":{"city":"Bern"}}},
                  {"toolUse":{"toolUseId":"t2","name":"clock"}},
                  {"image":{"format":"png","source":{"bytes":"AQI="}}}]}},
                 "stopReason":"tool_use","metrics":{"latencyMs":1},
                 "usage":{"inputTokens":10,"outputTokens":4,"totalTokens":119,
                   "cacheReadInputTokens":100,"cacheWriteInputTokens":5}}""");

        assertThat(answer.text()).isEqualTo("ab");
        assertThat(answer.reasoning()).hasValue("hm");
        assertThat(answer.toolCalls())
                .extracting(call -> ToolCallId.own(call.id()), ToolCall::name, ToolCall::arguments)
                .containsExactly(tuple("t1", "weather", "{\"city\":\"Bern\"}"), tuple("t2", "clock", "{}"));
        assertThat(answer.images()).containsExactly(Media.of("image/png", new byte[] {1, 2}));
        assertThat(answer.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(answer.usage().inputTokens()).hasValue(115);
        assertThat(answer.usage().outputTokens()).hasValue(4);
        assertThat(answer.usage().cachedInputTokens()).hasValue(100);
        assertThat(answer.usage().cacheWriteTokens()).hasValue(5);
        assertThat(answer.usage().reasoningTokens()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{}",
                "{\"usage\":{\"inputTokens\":0,\"outputTokens\":0}}",
                "{\"usage\":7}",
                "{\"usage\":{\"inputTokens\":-1}}",
                "{\"usage\":{\"outputTokens\":\"3\"}}"
            })
    void leavesUnknownUsageUnknown(String usage) {
        String answer = "{\"output\":{\"message\":{\"content\":[]}}"
                + usage.replaceFirst("^\\{", ",").replace(",}", "}");

        assertThat(decoded(answer).usage()).isEqualTo(TokenUsage.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn,STOP",
        "stop_sequence,STOP",
        "max_tokens,LENGTH",
        "model_context_window_exceeded,LENGTH",
        "tool_use,TOOL_CALLS",
        "guardrail_intervened,CONTENT_FILTER",
        "content_filtered,CONTENT_FILTER",
        "malformed_tool_use,OTHER"
    })
    void hasItsReasonsToStop(String reason, FinishReason expected) {
        assertThat(decoded("{\"output\":{\"message\":{\"content\":[]}},\"stopReason\":\"" + reason + "\"}")
                        .finishReason())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "null",
                "[]",
                "{}",
                "{\"output\":7}",
                "{\"output\":{\"message\":{\"content\":\"x\"}}}",
                "{\"output\":{\"message\":{\"content\":[{\"toolUse\":{}}]}}}",
                "{\"output\":{\"message\":{\"content\":[{\"image\":{\"format\":\"png\"}}]}}}",
                "{\"output\":{\"message\":{\"content\":[{\"image\":{\"format\":\"png\",\"source\":{\"bytes\":\"?\"}}}]}}}"
            })
    void refusesWhatIsNoAnswer(String body) {
        assertThat(catchThrowableOfType(InferenceException.class, () -> decoded(body))
                        .code())
                .isEqualTo(FailureCode.INVALID_RESPONSE);
    }

    private String encoded(InferenceRequest request) {
        return new String(converse.encode(request, Operation.CHAT).bytes(), StandardCharsets.UTF_8);
    }

    private Answer decoded(String body) {
        return converse.decode(AnswerBody.of(body), InferenceRequest.prompt("x"), Operation.CHAT);
    }
}
