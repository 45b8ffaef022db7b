package org.externalmodels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cohere.api.Cohere;
import com.cohere.api.core.RequestOptions;
import com.cohere.api.errors.InternalServerError;
import com.cohere.api.errors.NotFoundError;
import com.cohere.api.errors.TooManyRequestsError;
import com.cohere.api.errors.UnauthorizedError;
import com.cohere.api.resources.v2.requests.V2ChatRequest;
import com.cohere.api.resources.v2.requests.V2ChatStreamRequest;
import com.cohere.api.resources.v2.requests.V2EmbedRequest;
import com.cohere.api.resources.v2.types.V2ChatRequestToolChoice;
import com.cohere.api.resources.v2.types.V2ChatResponse;
import com.cohere.api.resources.v2.types.V2ChatStreamResponse;
import com.cohere.api.types.AssistantMessage;
import com.cohere.api.types.ChatFinishReason;
import com.cohere.api.types.ChatMessageEndEventDelta;
import com.cohere.api.types.ChatMessageV2;
import com.cohere.api.types.ChatTextContent;
import com.cohere.api.types.Content;
import com.cohere.api.types.EmbedInputType;
import com.cohere.api.types.EmbeddingType;
import com.cohere.api.types.ImageContent;
import com.cohere.api.types.ImageUrl;
import com.cohere.api.types.JsonResponseFormatV2;
import com.cohere.api.types.ResponseFormatV2;
import com.cohere.api.types.SystemMessageV2;
import com.cohere.api.types.SystemMessageV2Content;
import com.cohere.api.types.Thinking;
import com.cohere.api.types.ThinkingType;
import com.cohere.api.types.ToolCallV2;
import com.cohere.api.types.ToolMessageV2;
import com.cohere.api.types.ToolMessageV2Content;
import com.cohere.api.types.ToolV2;
import com.cohere.api.types.ToolV2Function;
import com.cohere.api.types.UserMessageV2;
import com.cohere.api.types.UserMessageV2Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Cohere's own client takes the sandbox for Cohere. */
final class CohereOfficialClientTest {
    private static final SandboxServer SANDBOX = SandboxServer.start();
    private static final Cohere CLIENT = client("co-test");
    private static final ToolV2 WEATHER = ToolV2.builder()
            .function(ToolV2Function.builder()
                    .name("weather")
                    .parameters(Map.of("type", "object", "properties", Map.of("city", Map.of("type", "string"))))
                    .build())
            .build();
    private static final String BERN = "call weather {\"city\": \"Bern\"}";

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    private static Cohere client(String key) {
        return Cohere.builder()
                .token(key)
                .clientName("test")
                .url(SANDBOX.uri("/cohere").toString())
                .maxRetries(0)
                .build();
    }

    private static ChatMessageV2 user(String text) {
        return ChatMessageV2.user(
                UserMessageV2.builder().content(UserMessageV2Content.of(text)).build());
    }

    private static V2ChatRequest._FinalStage request(ChatMessageV2... messages) {
        return V2ChatRequest.builder().model("sandbox-1").messages(List.of(messages));
    }

    private static String text(V2ChatResponse answer) {
        return answer.getMessage().getContent().orElseThrow().stream()
                .flatMap(part -> part.getText().stream())
                .map(ChatTextContent::getText)
                .reduce("", String::concat);
    }

    @Test
    void readsAnAnswer() {
        ChatMessageV2 system = ChatMessageV2.system(SystemMessageV2.builder()
                .content(SystemMessageV2Content.of("Be brief"))
                .build());

        V2ChatResponse answer =
                CLIENT.v2().chat(request(system, user("good morning")).build());

        assertThat(text(answer)).isEqualTo("echo: good morning");
        assertThat(answer.getFinishReason()).isEqualTo(ChatFinishReason.COMPLETE);
        var billed = answer.getUsage().orElseThrow().getBilledUnits().orElseThrow();
        assertThat(billed.getInputTokens()).hasValue(4.0);
        assertThat(billed.getOutputTokens()).hasValue(3.0);
        assertThat(answer.getUsage().orElseThrow().getTokens().orElseThrow().getInputTokens())
                .hasValue(104.0);
    }

    private static List<V2ChatStreamResponse> stream(ChatMessageV2 message) {
        var events = new ArrayList<V2ChatStreamResponse>();
        CLIENT.v2()
                .chatStream(V2ChatStreamRequest.builder()
                        .model("sandbox-1")
                        .messages(List.of(message))
                        .tools(List.of(WEATHER))
                        .build())
                .forEach(events::add);
        assertThat(events).noneMatch(V2ChatStreamResponse::_isUnknown);
        assertThat(events.get(0).isMessageStart()).isTrue();
        assertThat(events.get(events.size() - 1).isMessageEnd()).isTrue();
        return events;
    }

    private static ChatMessageEndEventDelta end(List<V2ChatStreamResponse> events) {
        return events.get(events.size() - 1)
                .getMessageEnd()
                .orElseThrow()
                .getDelta()
                .orElseThrow();
    }

    @Test
    void readsTheSameAnswerFromAStream() {
        List<V2ChatStreamResponse> events = stream(user("good morning"));

        assertThat(events.stream()
                        .flatMap(event -> event.getContentDelta().stream())
                        .map(event -> event.getDelta()
                                .flatMap(delta -> delta.getMessage())
                                .flatMap(message -> message.getContent())
                                .flatMap(content -> content.getText())
                                .orElseThrow()))
                .containsExactly("echo:", " good", " morning");
        assertThat(end(events).getFinishReason()).hasValue(ChatFinishReason.COMPLETE);
        assertThat(end(events)
                        .getUsage()
                        .orElseThrow()
                        .getBilledUnits()
                        .orElseThrow()
                        .getOutputTokens())
                .hasValue(3.0);
    }

    @Test
    void readsToolCallsFromAStream() {
        List<V2ChatStreamResponse> events = stream(user(BERN));

        assertThat(events).anyMatch(V2ChatStreamResponse::isToolPlanDelta);
        assertThat(events).anyMatch(V2ChatStreamResponse::isToolCallStart);
        assertThat(events.stream()
                        .flatMap(event -> event.getToolCallDelta().stream())
                        .map(event -> event.getDelta()
                                .flatMap(delta -> delta.getMessage())
                                .flatMap(message -> message.getToolCalls())
                                .flatMap(call -> call.getFunction())
                                .flatMap(function -> function.getArguments())
                                .orElseThrow())
                        .reduce("", String::concat))
                .isEqualTo("{\"city\":\"Bern\"}");
        assertThat(end(events).getFinishReason()).hasValue(ChatFinishReason.TOOL_CALL);
    }

    @Test
    void callsAToolAndHandsItsResultBack() {
        V2ChatResponse asked =
                CLIENT.v2().chat(request(user(BERN)).tools(List.of(WEATHER)).build());

        assertThat(asked.getFinishReason()).isEqualTo(ChatFinishReason.TOOL_CALL);
        List<ToolCallV2> calls = asked.getMessage().getToolCalls().orElseThrow();
        assertThat(calls)
                .singleElement()
                .satisfies(call -> assertThat(call.getFunction().orElseThrow().getArguments())
                        .hasValue("{\"city\":\"Bern\"}"));

        V2ChatResponse told = CLIENT.v2()
                .chat(request(
                                user(BERN),
                                ChatMessageV2.assistant(AssistantMessage.builder()
                                        .toolPlan(asked.getMessage().getToolPlan())
                                        .toolCalls(calls)
                                        .build()),
                                ChatMessageV2.tool(ToolMessageV2.builder()
                                        .toolCallId(calls.get(0).getId())
                                        .content(ToolMessageV2Content.of("blue"))
                                        .build()))
                        .tools(List.of(WEATHER))
                        .build());

        assertThat(text(told)).isEqualTo("echo: blue");
    }

    @Test
    void demandsATool() {
        V2ChatResponse asked = CLIENT.v2()
                .chat(request(user("Hello"))
                        .tools(List.of(WEATHER))
                        .toolChoice(V2ChatRequestToolChoice.REQUIRED)
                        .build());

        assertThat(asked.getFinishReason()).isEqualTo(ChatFinishReason.TOOL_CALL);
    }

    @Test
    void getsJsonAfterASchema() {
        V2ChatResponse answer = CLIENT.v2()
                .chat(request(user("How much?"))
                        .responseFormat(ResponseFormatV2.jsonObject(JsonResponseFormatV2.builder()
                                .jsonSchema(Map.of(
                                        "type",
                                        "object",
                                        "properties",
                                        Map.of("total", Map.of("type", "integer")),
                                        "required",
                                        List.of("total")))
                                .build()))
                        .build());

        assertThat(text(answer)).isEqualTo("{\"total\":1}");
    }

    @Test
    void thinksAndSeesImages() {
        ChatMessageV2 image = ChatMessageV2.user(UserMessageV2.builder()
                .content(UserMessageV2Content.of(List.of(
                        Content.text(ChatTextContent.builder().text("see").build()),
                        Content.imageUrl(ImageContent.builder()
                                .imageUrl(ImageUrl.builder()
                                        .url("data:image/png;base64,AQID")
                                        .build())
                                .build()))))
                .build());

        V2ChatResponse answer = CLIENT.v2()
                .chat(request(image)
                        .thinking(Thinking.builder()
                                .type(ThinkingType.ENABLED)
                                .tokenBudget(100)
                                .build())
                        .build());

        assertThat(text(answer)).isEqualTo("echo: see [image/png 3 bytes]");
        assertThat(answer.getMessage()
                        .getContent()
                        .orElseThrow()
                        .get(0)
                        .getThinking()
                        .orElseThrow()
                        .getThinking())
                .isNotBlank();
    }

    @Test
    void readsErrorsAsItsOwnTypes() {
        assertThatThrownBy(() -> callWithKey("co-wrong")).isInstanceOf(UnauthorizedError.class);
        assertThatThrownBy(() -> callWithKey("co-ratelimited")).isInstanceOf(TooManyRequestsError.class);
        assertThatThrownBy(() -> CLIENT.v2()
                        .chat(V2ChatRequest.builder()
                                .model("missing-model")
                                .messages(List.of(user("x")))
                                .build()))
                .isInstanceOf(NotFoundError.class);
        assertThatThrownBy(() -> CLIENT.v2()
                        .chat(
                                request(user("x")).build(),
                                RequestOptions.builder()
                                        .addHeader("X-Sandbox-Fault", "status=500")
                                        .build()))
                .isInstanceOf(InternalServerError.class);
    }

    private static V2ChatResponse callWithKey(String key) {
        return client(key).v2().chat(request(user("x")).build());
    }

    @Test
    void readsModelsAndEmbeddings() {
        assertThat(CLIENT.models().list().getModels())
                .anyMatch(model -> model.getName().equals(Optional.of("sandbox-1")));

        var answer = CLIENT.v2()
                .embed(V2EmbedRequest.builder()
                        .model("sandbox-embedding-1")
                        .inputType(EmbedInputType.SEARCH_DOCUMENT)
                        .texts(List.of("a b", "a b", "c d"))
                        .outputDimension(256)
                        .embeddingTypes(List.of(EmbeddingType.FLOAT))
                        .build());
        List<List<Double>> vectors = answer.getEmbeddings().getFloat().orElseThrow();

        assertThat(vectors).hasSize(3).allSatisfy(vector -> assertThat(vector).hasSize(256));
        assertThat(vectors.get(0)).isEqualTo(vectors.get(1)).isNotEqualTo(vectors.get(2));
        assertThat(answer.getMeta().orElseThrow().getBilledUnits().orElseThrow().getInputTokens())
                .hasValue(6.0);
    }
}
