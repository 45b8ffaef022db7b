package org.externalmodels.connector.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.Json;
import java.io.StringReader;
import java.util.List;
import java.util.stream.Stream;
import org.externalmodels.connector.transport.StreamEvent;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceResponse.Structure;
import org.externalmodels.inference.ToolCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConverseStreamTest {

    /** The first call takes along what led to it. */
    private static final String FIRST = ToolCallId.of(
            "a",
            ToolCallId.Keeper.CONVERSE,
            Json.createReader(new StringReader(
                            "[{\"reasoningContent\":{\"reasoningText\":{\"text\":\"hm\",\"signature\":\"s\"}}}]"))
                    .readArray());

    private final ConverseStream stream = new ConverseStream(Structure.NONE, List.of("END"));

    @Test
    void collectsDeltasOfAllKinds() {
        List<InferenceEvent> events = Stream.of(
                        event("messageStart", "{\"role\":\"assistant\"}"),
                        event(
                                "contentBlockDelta",
                                "{\"contentBlockIndex\":0,\"delta\":{\"reasoningContent\":{\"text\":\"hm\"}}}"),
                        event(
                                "contentBlockDelta",
                                "{\"contentBlockIndex\":0,\"delta\":{\"reasoningContent\":{\"signature\":\"s\"}}}"),
                        event("contentBlockStop", "{\"contentBlockIndex\":0}"),
                        event(
                                "contentBlockDelta",
                                "{\"contentBlockIndex\":1,\"delta\":{\"text\":\"Hi\"},\"p\":\"abcdef\"}"),
                        event(
                                "contentBlockStart",
                                "{\"contentBlockIndex\":2,\"start\":{\"toolUse\":{\"toolUseId\":\"a\",\"name\":\"weather\"}}}"),
                        event(
                                "contentBlockDelta",
                                "{\"contentBlockIndex\":2,\"delta\":{\"toolUse\":{\"input\":\"{\\\"c\\\":\"}}}"),
                        event(
                                "contentBlockStart",
                                "{\"contentBlockIndex\":3,\"start\":{\"toolUse\":{\"toolUseId\":\"b\",\"name\":\"clock\"}}}"),
                        event(
                                "contentBlockDelta",
                                "{\"contentBlockIndex\":2,\"delta\":{\"toolUse\":{\"input\":\"1}\"}}}"),
                        event("messageStop", "{\"stopReason\":\"tool_use\"}"),
                        event(
                                "metadata",
                                "{\"usage\":{\"inputTokens\":3,\"outputTokens\":2,\"cacheReadInputTokens\":4}}"))
                .flatMap(each -> stream.decode(each).stream())
                .toList();

        assertThat(events.subList(0, 6))
                .containsExactly(
                        new InferenceEvent.ReasoningDelta("hm"),
                        new InferenceEvent.TextDelta("Hi"),
                        new InferenceEvent.ToolCallDelta(0, FIRST, "weather", ""),
                        new InferenceEvent.ToolCallDelta(0, null, null, "{\"c\":"),
                        new InferenceEvent.ToolCallDelta(1, "b", "clock", ""),
                        new InferenceEvent.ToolCallDelta(0, null, null, "1}"));
        assertThat(events).hasSize(7);
        assertThat(stream.isComplete()).isTrue();
        assertThat(stream.answer().toolCalls())
                .containsExactly(new ToolCall(FIRST, "weather", "{\"c\":1}"), new ToolCall("b", "clock", "{}"));
        assertThat(stream.answer().finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(stream.usage().inputTokens()).hasValue(7);
    }

    @Test
    void isNotWholeBeforeMessageStop() {
        stream.decode(event("contentBlockDelta", "{\"delta\":{\"text\":\"Hi\"}}"));
        stream.decode(event("contentBlockStop", "{}"));

        assertThat(stream.isComplete()).isFalse();
        assertThat(stream.text()).isEqualTo("Hi");
    }

    @ParameterizedTest
    @CsvSource({
        "throttlingException,RATE_LIMITED,true",
        "serviceUnavailableException,PROVIDER_ERROR,true",
        "internalServerException,PROVIDER_ERROR,true",
        "modelStreamErrorException,PROVIDER_ERROR,false",
        "validationException,PROVIDER_ERROR,false"
    })
    void anExceptionInTheStreamIsAFailure(String type, FailureCode code, boolean retriable) {
        InferenceException failure = catchThrowableOfType(
                InferenceException.class,
                () -> stream.decode(new StreamEvent(type, "{\"message\":\"slow down\"}", true)));

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.retriable()).isEqualTo(retriable);
        assertThat(failure).hasMessageContaining("slow down").hasMessageContaining(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "contentBlockDelta|<html>",
                "contentBlockDelta|[]",
                "contentBlockDelta|{\"delta\":{\"toolUse\":{\"input\":\"x\"}}}",
                "contentBlockStart|{\"start\":{\"toolUse\":{\"name\":\"x\"}}}",
                "messageStop|",
                "metadata|null"
            })
    void whatIsNoEventIsRefused(String type, String data) {
        InferenceException failure = catchThrowableOfType(
                InferenceException.class, () -> stream.decode(event(type, data == null ? "" : data)));

        assertThat(failure.code()).isEqualTo(FailureCode.INVALID_RESPONSE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"contentBlockDelta|{\"delta\":7}", "contentBlockStart|{\"start\":[]}", "somethingNew|{}"})
    void whatBringsNothingIsPassedOver(String type, String data) {
        assertThat(stream.decode(event(type, data))).isEmpty();
    }

    private static StreamEvent event(String type, String data) {
        return new StreamEvent(type, data, false);
    }
}
