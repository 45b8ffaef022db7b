package org.externalmodels.connector.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.externalmodels.connector.transport.StreamEvent;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse.Structure;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.ResponseFormat;
import org.externalmodels.inference.TokenUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoogleAnswerTest {

    private static final GoogleGenerateContent DIALECT = new GoogleGenerateContent("gemini-3-pro", Set.of());
    private static final InferenceRequest HELLO = InferenceRequest.prompt("Hello");

    private static Answer decoded(String body) {
        return DIALECT.decode(AnswerBody.of(body), HELLO, Operation.CHAT);
    }

    private static FailureCode failure(String body) {
        return catchThrowableOfType(InferenceException.class, () -> decoded(body))
                .code();
    }

    @Test
    void readsTextThoughtsModelAndUsage() {
        Answer answer = decoded("""
                {"candidates": [{"content": {"parts": [
                    {"text": "Let me see. ", "thought": true}, {"text": "It is "}, {"text": "blue.", "thoughtSignature": "c2ln"}],
                    "role": "model"}, "finishReason": "STOP", "index": 0}],
                 "usageMetadata": {"promptTokenCount": 100, "cachedContentTokenCount": 60, "candidatesTokenCount": 5,
                    "thoughtsTokenCount": 20, "totalTokenCount": 125,
                    "promptTokensDetails": [{"modality": "TEXT", "tokenCount": 100}]},
                 "modelVersion": "gemini-3-pro-001", "responseId": "r1"}""");

        assertThat(answer.text()).isEqualTo("It is blue.");
        assertThat(answer.reasoning()).hasValue("Let me see. ");
        assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(answer.structure()).isEqualTo(Structure.NONE);
        assertThat(answer.providerModel()).hasValue("gemini-3-pro-001");
        assertThat(answer.usage())
                .isEqualTo(new TokenUsage(
                        OptionalLong.of(100),
                        OptionalLong.of(25),
                        OptionalLong.of(60),
                        OptionalLong.empty(),
                        OptionalLong.of(20),
                        TokenUsage.Source.PROVIDER));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            {"promptTokenCount": 3, "candidatesTokenCount": 4, "totalTokenCount": 7} | 3 | 4
            {"promptTokenCount": 3, "totalTokenCount": 3} | 3 | 0
            {"promptTokenCount": 3} | 3 | -
            {"promptTokenCount": 3, "thoughtsTokenCount": 9, "totalTokenCount": 12} | 3 | 9
            {"promptTokenCount": 3, "toolUsePromptTokenCount": 2, "candidatesTokenCount": 1, "totalTokenCount": 6} | 5 | 1
            {"promptTokenCount": 0, "candidatesTokenCount": 0, "totalTokenCount": 0} | - | -
            {"promptTokenCount": "3", "candidatesTokenCount": -1} | - | -
            {} | - | -
            7 | - | -
            """)
    void countsWhatIsCountedAndNothingElse(String usage, Long input, Long output) {
        TokenUsage counted = decoded(
                        "{\"candidates\": [{\"finishReason\": \"STOP\"}], \"usageMetadata\": " + usage + "}")
                .usage();

        assertThat(counted.inputTokens()).isEqualTo(input == null ? OptionalLong.empty() : OptionalLong.of(input));
        assertThat(counted.outputTokens()).isEqualTo(output == null ? OptionalLong.empty() : OptionalLong.of(output));
    }

    @Test
    void givesCallsWithoutIdOneThatStaysTheSame() {
        String body = """
                {"responseId": "r1", "candidates": [{"finishReason": "STOP", "content": {"parts": [
                  {"functionCall": {"name": "weather", "args": {"city": "Bern"}}},
                  {"functionCall": {"name": "weather", "args": {"city": "Rome"}}},
                  {"functionCall": {"id": "g7", "name": "time"}, "thoughtSignature": "c2ln"}]}}]}""";

        Answer answer = decoded(body);

        assertThat(answer.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(answer.toolCalls()).isEqualTo(decoded(body).toolCalls());
        assertThat(answer.toolCalls()).extracting(call -> call.id()).doesNotHaveDuplicates();
        assertThat(answer.toolCalls())
                .extracting(call -> call.arguments())
                .containsExactly("{\"city\":\"Bern\"}", "{\"city\":\"Rome\"}", "{}");
        GoogleToolCallId madeUp =
                GoogleToolCallId.parse(answer.toolCalls().get(0).id());
        GoogleToolCallId own = GoogleToolCallId.parse(answer.toolCalls().get(2).id());
        assertThat(madeUp.own()).isEmpty();
        assertThat(own.own()).hasValue("g7");
        assertThat(own.signature()).hasValue("c2ln");
    }

    @ParameterizedTest
    @CsvSource({
        "STOP, STOP",
        "MAX_TOKENS, LENGTH",
        "SAFETY, CONTENT_FILTER",
        "RECITATION, CONTENT_FILTER",
        "BLOCKLIST, CONTENT_FILTER",
        "PROHIBITED_CONTENT, CONTENT_FILTER",
        "SPII, CONTENT_FILTER",
        "IMAGE_SAFETY, CONTENT_FILTER",
        "MALFORMED_FUNCTION_CALL, OTHER",
        "LANGUAGE, OTHER",
        "FINISH_REASON_UNSPECIFIED, UNKNOWN",
        "SOMETHING_NEW, OTHER",
    })
    void saysWhyItEndedInOneVocabulary(String reason, FinishReason expected) {
        assertThat(decoded("{\"candidates\": [{\"finishReason\": \"" + reason + "\"}]}")
                        .finishReason())
                .isEqualTo(expected);
    }

    @Test
    void aBlockedPromptIsAnAnswerWithoutWords() {
        Answer answer = decoded(
                "{\"promptFeedback\": {\"blockReason\": \"SAFETY\"}, \"usageMetadata\": {\"promptTokenCount\": 4, \"totalTokenCount\": 4}}");

        assertThat(answer.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
        assertThat(answer.text()).isEmpty();
        assertThat(answer.usage().inputTokens()).hasValue(4);
    }

    @Test
    void takesImagesButNotTheDraftsOfThinking() {
        Answer answer = decoded("""
                {"candidates": [{"finishReason": "STOP", "content": {"parts": [
                  {"inlineData": {"mimeType": "image/png", "data": "BAUG"}, "thought": true},
                  {"inlineData": {"mimeType": "image/png", "data": "AQID"}}, {"text": "Here"}]}}]}""");

        assertThat(answer.images()).containsExactly(Media.of("image/png", new byte[] {1, 2, 3}));
        assertThat(answer.text()).isEqualTo("Here");
    }

    @Test
    void aSchemaIsGuaranteedByTheProvider() {
        InferenceRequest request = HELLO.toBuilder()
                .responseFormat(ResponseFormat.jsonSchema("s", "{}"))
                .build();

        assertThat(DIALECT.decode(
                                AnswerBody.of("{\"candidates\": [{\"finishReason\": \"STOP\"}]}"),
                                request,
                                Operation.CHAT)
                        .structure())
                .isEqualTo(Structure.NATIVE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "<html><body>502</body></html>",
                "{\"candidates\": []}",
                "{\"candidates\": {}}",
                "{\"candidates\": [7]}",
                "{\"candidates\": [{}]}",
                "{\"candidates\": [{\"content\": {\"parts\": [{\"functionCall\": {}}]}}]}",
                "{\"candidates\": [{\"content\": {\"parts\": [{\"inlineData\": {\"mimeType\": \"image/png\", \"data\": \"%\"}}]}}]}",
                "{\"candidates\": [{\"finishReason\": \"STOP\"}]} {",
            })
    void whatIsNoAnswerIsAFailureOfItsOwn(String body) {
        assertThat(failure(body)).isEqualTo(FailureCode.INVALID_RESPONSE);
    }

    @Test
    void oddTypesInsideAreLeftOut() {
        Answer answer = decoded("""
                {"modelVersion": 7, "responseId": [], "promptFeedback": "x", "candidates": [{"finishReason": 7, "content":
                  {"parts": [7, null, {"text": 7}, {"text": "ok", "thought": "yes"}, {"inlineData": []},
                    {"functionCall": "x"}]}}]}""");

        assertThat(answer.text()).isEqualTo("ok");
        assertThat(answer.finishReason()).isEqualTo(FinishReason.UNKNOWN);
    }

    @Test
    void nestingBeyondReasonIsAFailure() {
        assertThat(failure("[".repeat(100_000))).isEqualTo(FailureCode.INVALID_RESPONSE);
        assertThat(failure("{\"candidates\":".repeat(5_000) + "1" + "}".repeat(5_000)))
                .isEqualTo(FailureCode.INVALID_RESPONSE);
    }

    @Test
    void aStreamIsWholeWhenAFinishReasonCame() {
        StreamDecoder decoder = DIALECT.streamDecoder(HELLO);
        List<InferenceEvent> events = new ArrayList<>();
        events.addAll(decoder.decode(StreamEvent.of("""
                {"candidates": [{"content": {"parts": [{"text": "Hm. ", "thought": true}]}}],
                 "usageMetadata": {"promptTokenCount": 3, "totalTokenCount": 3}, "responseId": "r"}""")));
        events.addAll(
                decoder.decode(StreamEvent.of("{\"candidates\": [{\"content\": {\"parts\": [{\"text\": \"Hi\"}]}}]}")));
        assertThat(decoder.isComplete()).isFalse();
        events.addAll(decoder.decode(StreamEvent.of("""
                {"candidates": [{"content": {"parts": [{"functionCall": {"name": "f", "args": {"a": 1}}}]}, "finishReason": "STOP"}],
                 "usageMetadata": {"promptTokenCount": 3, "candidatesTokenCount": 2, "thoughtsTokenCount": 1, "totalTokenCount": 6}}""")));

        assertThat(decoder.isComplete()).isTrue();
        assertThat(decoder.text()).isEqualTo("Hi");
        assertThat(decoder.usage().outputTokens()).hasValue(3);
        assertThat(decoder.answer().finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(decoder.answer().reasoning()).hasValue("Hm. ");
        assertThat(events)
                .filteredOn(event -> !(event instanceof InferenceEvent.UsageReport))
                .containsExactly(
                        new InferenceEvent.ReasoningDelta("Hm. "),
                        new InferenceEvent.TextDelta("Hi"),
                        new InferenceEvent.ToolCallDelta(0, "made-up-r-0", "f", "{\"a\":1}"));
    }

    @ParameterizedTest
    @CsvSource({
        "RESOURCE_EXHAUSTED, 429, RATE_LIMITED",
        "PERMISSION_DENIED, 403, AUTHENTICATION_FAILED",
        "UNAVAILABLE, 503, PROVIDER_ERROR"
    })
    void anErrorInAStreamIsAFailureWithItsCode(String status, int code, FailureCode expected) {
        StreamEvent event = StreamEvent.of("{\"error\": {\"code\": " + code
                + ", \"message\": \"The model is overloaded\", \"status\": \"" + status + "\"}}");

        InferenceException failure = catchThrowableOfType(
                InferenceException.class, () -> DIALECT.streamDecoder(HELLO).decode(event));

        assertThat(failure.code()).isEqualTo(expected);
        assertThat(failure.providerStatus()).hasValue(code);
        assertThat(failure).hasMessageContaining("overloaded");
    }

    @Test
    void readsVectorsInOrder() {
        Vectors vectors = DIALECT.decode(
                AnswerBody.of(
                        "{\"embeddings\": [{\"values\": [0.5, -1]}, {\"values\": [2]}], \"usageMetadata\": {\"promptTokenCount\": 3}}"),
                EmbeddingRequest.of("a", "b"));

        assertThat(vectors.vectors().get(0)).containsExactly(0.5f, -1f);
        assertThat(vectors.vectors().get(1)).containsExactly(2f);
        assertThat(vectors.usage().inputTokens()).hasValue(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"embeddings\": []}",
                "{\"embeddings\": [7]}",
                "{\"embeddings\": [{\"values\": 7}]}",
                "{\"embeddings\": [{\"values\": [\"x\"]}]}"
            })
    void vectorsThatAreNoneAreAFailure(String body) {
        assertThat(catchThrowableOfType(
                                InferenceException.class,
                                () -> DIALECT.decode(AnswerBody.of(body), EmbeddingRequest.of("a")))
                        .code())
                .isEqualTo(FailureCode.INVALID_RESPONSE);
    }
}
