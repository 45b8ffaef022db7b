package org.externalmodels.connector.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.externalmodels.connector.transport.StreamEvent;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiChatTest {

    private static final ResponseFormat CLOSED = ResponseFormat.jsonSchema(
            "sum",
            "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"],"
                    + "\"additionalProperties\":false}");
    private static final ResponseFormat OPEN =
            ResponseFormat.jsonSchema("sum", "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}}}");

    private static JsonObject encoded(String model, InferenceRequest.Builder request) {
        byte[] bytes = new OpenAiChat(model, Set.of())
                .encode(request.build(), Operation.CHAT)
                .bytes();
        return ProviderJson.readObject(new String(bytes, StandardCharsets.UTF_8));
    }

    private static InferenceRequest.Builder hello() {
        return InferenceRequest.builder().user("Hello");
    }

    @ParameterizedTest
    @CsvSource({"audio/wav, wav", "audio/x-wav, wav", "'Audio/WAV; codecs=1', wav", "audio/mpeg, mp3", "audio/mp3, mp3"
    })
    void audioIsCalledWhatItIs(String mediaType, String format) {
        JsonObject sent =
                encoded("gpt-4o", InferenceRequest.builder().user(Content.audio(Media.of(mediaType, new byte[] {1}))));

        assertThat(sent.toString()).contains("\"format\":\"" + format + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"audio/ogg", "audio/flac", "audio/webm", "application/octet-stream", "video/wav"})
    void audioThatTheProviderDoesNotTakeIsRefused(String mediaType) {
        InferenceException refusal = catchThrowableOfType(
                InferenceException.class,
                () -> encoded("gpt-4o", InferenceRequest.builder().user(Content.audio(Media.of(mediaType, new byte[] {1
                })))));

        assertThat(refusal.code()).isEqualTo(FailureCode.INVALID_REQUEST);
        assertThat(refusal).hasMessageContaining(mediaType);
    }

    @ParameterizedTest
    @ValueSource(strings = {"o1", "o3-mini", "openai/o4-mini", "gpt-5", "gpt-5.1-codex", "claims-gpt5", "team_o3"})
    void aModelThatReasonsIsLimitedByItsOwnName(String model) {
        JsonObject sent = encoded(model, hello().parameters(InferenceParameters.DEFAULTS.withMaxTokens(7)));

        assertThat(sent.getInt("max_completion_tokens")).isEqualTo(7);
        assertThat(sent).doesNotContainKey("max_tokens");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4o", "gpt-35-turbo", "llama-3", "foo1", "gpt-oss-120b", "sandbox-1"})
    void anyOtherIsLimitedByTheNameThatAllServersKnow(String model) {
        JsonObject sent = encoded(model, hello().parameters(InferenceParameters.DEFAULTS.withMaxTokens(7)));

        assertThat(sent.getInt("max_tokens")).isEqualTo(7);
        assertThat(sent).doesNotContainKey("max_completion_tokens");
    }

    @Test
    void whoAsksForReasoningHasAModelThatReasons() {
        JsonObject sent = encoded(
                "claims",
                hello().parameters(InferenceParameters.DEFAULTS
                        .withMaxTokens(7)
                        .withReasoningEffort(ReasoningEffort.LOW)));

        assertThat(sent.getInt("max_completion_tokens")).isEqualTo(7);
    }

    @Test
    void aSchemaThatCanBeHeldIsStrictAndNative() {
        assertThat(encoded("m", hello().responseFormat(CLOSED))
                        .getJsonObject("response_format")
                        .getJsonObject("json_schema")
                        .getBoolean("strict"))
                .isTrue();
        assertThat(answered(CLOSED, "{\\\"n\\\":1}").structure()).isEqualTo(Structure.NATIVE);
    }

    @Test
    void aSchemaThatCannotIsADescriptionAndNoGuarantee() {
        assertThat(encoded("m", hello().responseFormat(OPEN))
                        .getJsonObject("response_format")
                        .getJsonObject("json_schema")
                        .getBoolean("strict"))
                .isFalse();
        Answer answer = answered(OPEN, "```json\\n{\\\"n\\\":1}\\n```");
        assertThat(answer.structure()).isEqualTo(Structure.PROMPTED);
        assertThat(answer.text()).isEqualTo("{\"n\":1}");
    }

    private static Answer answered(ResponseFormat format, String content) {
        return new OpenAiChat("m", Set.of())
                .decode(
                        AnswerBody.of("{\"choices\":[{\"message\":{\"content\":\"" + content + "\"}}]}"),
                        hello().responseFormat(format).build(),
                        Operation.CHAT);
    }

    @ParameterizedTest
    @CsvSource({"'\"stop\"', TOOL_CALLS", "'\"tool_calls\"', TOOL_CALLS", "null, TOOL_CALLS", "'\"length\"', LENGTH"})
    void whoCallsAToolHasNotJustStopped(String said, FinishReason reason) {
        String call = "\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"type\":\"function\","
                + "\"function\":{\"name\":\"weather\",\"arguments\":\"{}\"}}]";
        Answer whole = new OpenAiChat("m", Set.of())
                .decode(
                        AnswerBody.of("{\"choices\":[{\"message\":{" + call + "},\"finish_reason\":" + said + "}]}"),
                        hello().build(),
                        Operation.CHAT);
        StreamDecoder stream = new OpenAiChat("m", Set.of()).streamDecoder(hello().build());
        stream.decode(StreamEvent.of("{\"choices\":[{\"delta\":{" + call + "}}]}"));
        stream.decode(StreamEvent.of("{\"choices\":[{\"delta\":{},\"finish_reason\":" + said + "}]}"));

        assertThat(whole.finishReason()).isEqualTo(reason);
        assertThat(stream.answer()).isEqualTo(whole);
    }

    @Test
    void contentInPartsIsReadWordsApartFromThoughts() {
        Answer whole = content("""
                [{"type":"thinking","thinking":[{"type":"text","text":"Capital"},{"type":"text","text":" of France."}]},
                 {"type":"text","text":"Par"},{"type":"reference","reference_ids":[1]},{"type":"text","text":"is"}]""");
        StreamDecoder stream = new OpenAiChat("m", Set.of()).streamDecoder(hello().build());
        List<InferenceEvent> events = new ArrayList<>();
        for (String content : List.of(
                "[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"Capital\"}]}]",
                "[{\"type\":\"thinking\",\"thinking\":\" of France.\"}]",
                "[{\"type\":\"text\",\"text\":\"Par\"}]",
                "\"is\"")) {
            events.addAll(stream.decode(StreamEvent.of("{\"choices\":[{\"delta\":{\"content\":" + content + "}}]}")));
        }

        assertThat(whole.text()).isEqualTo("Paris");
        assertThat(whole.reasoning()).hasValue("Capital of France.");
        assertThat(stream.answer()).isEqualTo(whole);
        assertThat(events)
                .containsExactly(
                        new InferenceEvent.ReasoningDelta("Capital"),
                        new InferenceEvent.ReasoningDelta(" of France."),
                        new InferenceEvent.TextDelta("Par"),
                        new InferenceEvent.TextDelta("is"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"text\":\"Paris\"}", "7", "true"})
    void contentOfAnotherKindIsNoAnswer(String content) {
        InferenceException failure = catchThrowableOfType(InferenceException.class, () -> content(content));

        assertThat(failure.code()).isEqualTo(FailureCode.INVALID_RESPONSE);
    }

    @Test
    void tokensAreToldWhateverTheContentIs() {
        AnswerBody answer = AnswerBody.of("{\"choices\":[{\"message\":{\"content\":7}}],"
                + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}");

        assertThat(new OpenAiChat("m", Set.of()).usage(answer, Operation.CHAT).outputTokens())
                .hasValue(2);
    }

    private static Answer content(String content) {
        return new OpenAiChat("m", Set.of())
                .decode(
                        AnswerBody.of("{\"choices\":[{\"message\":{\"content\":" + content + "}}]}"),
                        hello().build(),
                        Operation.CHAT);
    }

    @Test
    void aRefusalIsTheSameStreamedAndWhole() {
        Answer whole = new OpenAiChat("m", Set.of())
                .decode(
                        AnswerBody.of(
                                "{\"choices\":[{\"message\":{\"content\":null,\"refusal\":\"No.\"},\"finish_reason\":\"stop\"}]}"),
                        hello().build(),
                        Operation.CHAT);
        StreamDecoder stream = new OpenAiChat("m", Set.of()).streamDecoder(hello().build());
        stream.decode(StreamEvent.of("{\"choices\":[{\"delta\":{\"role\":\"assistant\",\"refusal\":\"N\"}}]}"));
        assertThat(stream.decode(StreamEvent.of("{\"choices\":[{\"delta\":{\"refusal\":\"o.\"}}]}")))
                .containsExactly(new InferenceEvent.TextDelta("o.", true));
        stream.decode(StreamEvent.of("{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}"));

        assertThat(stream.answer()).isEqualTo(whole);
        assertThat(whole.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
        assertThat(whole.refused()).isTrue();
        assertThat(whole.text()).isEqualTo("No.");
    }

    @Test
    void anEmptyRefusalIsNone() {
        Answer answer = new OpenAiChat("m", Set.of())
                .decode(
                        AnswerBody.of(
                                "{\"choices\":[{\"message\":{\"content\":\"Yes.\",\"refusal\":\"\"},\"finish_reason\":\"stop\"}]}"),
                        hello().build(),
                        Operation.CHAT);

        assertThat(answer.refused()).isFalse();
        assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(answer.text()).isEqualTo("Yes.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'message':'slow','type':'requests','code':'rate_limit_exceeded'} | RATE_LIMITED | 429",
                "{'message':'slow','type':'tokens','param':null,'code':null} | RATE_LIMITED | 429",
                "{'message':'pay','type':'insufficient_quota','code':'insufficient_quota'} | RATE_LIMITED | 429",
                "{'message':'slow','code':429} | RATE_LIMITED | 429",
                "{'message':'key','type':'invalid_request_error','code':'invalid_api_key'} | AUTHENTICATION_FAILED | 401",
                "{'message':'key','type':'authentication_error'} | AUTHENTICATION_FAILED | 401",
                "{'message':'no','code':'403','type':'x'} | AUTHENTICATION_FAILED | 403",
                "{'message':'long','type':'invalid_request_error','code':'context_length_exceeded'} | PROVIDER_ERROR | 400",
                "{'message':'bad','type':'BadRequestError','object':'error','code':400} | PROVIDER_ERROR | 400",
                "{'message':'sorry','type':'server_error','code':null} | PROVIDER_ERROR | 500"
            })
    void anErrorInAStreamIsTheFailureItsStatusWouldHaveBeen(String error, FailureCode code, int status) {
        InferenceException failure = failure(error.replace('\'', '"'));

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.providerStatus()).hasValue(status);
        assertThat(failure.retriable()).isEqualTo(code == FailureCode.RATE_LIMITED || status >= 500);
    }

    @Test
    void anErrorNobodyKnowsIsTheProviders() {
        InferenceException failure = failure("{\"message\":\"hm\",\"type\":\"made_up\"}");

        assertThat(failure.code()).isEqualTo(FailureCode.PROVIDER_ERROR);
        assertThat(failure.providerStatus()).isEmpty();
        assertThat(failure).hasMessageContaining("made_up: hm");
    }

    @Test
    void anErrorInPlaceOfAnAnswerIsThatFailureAsWell() {
        InferenceException failure = catchThrowableOfType(
                InferenceException.class,
                () -> new OpenAiChat("m", Set.of())
                        .decode(
                                AnswerBody.of("{\"error\":{\"message\":\"slow\",\"code\":429}}"),
                                hello().build(),
                                Operation.CHAT));

        assertThat(failure.code()).isEqualTo(FailureCode.RATE_LIMITED);
    }

    private static InferenceException failure(String error) {
        StreamDecoder stream = new OpenAiChat("m", Set.of()).streamDecoder(hello().build());
        return catchThrowableOfType(
                InferenceException.class, () -> stream.decode(StreamEvent.of("{\"error\":" + error + "}")));
    }
}
