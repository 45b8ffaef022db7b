package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.spi.TemplateDefinition;
import org.externalmodels.inference.spi.UsageRecord;
import org.externalmodels.inference.spi.VariableDefinition;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A template streams from an endpoint that frames its answer in one of several ways. */
class TemplateStreamCallTest {

    @AutoClose
    private final EngineFixture fixture = new EngineFixture();

    private Models streaming(String accepted) {
        return streaming(accepted, Optional.empty());
    }

    private Models streaming(String accepted, Optional<String> end) {
        TemplateDefinition template = new TemplateDefinition(
                List.of(new VariableDefinition(
                        "prompt", Optional.empty(), VariableDefinition.Type.STRING, true, Optional.empty())),
                "{\"input\": {\"text\": \"{{prompt}}\"}}",
                new TemplateDefinition.Paths(
                        Optional.of("result.outputs[0].text"),
                        Optional.of("meta.usage.in"),
                        Optional.of("meta.usage.out"),
                        Optional.of("delta.text"),
                        end));
        return Models.template(fixture.sandbox("/any/stream"), template)
                .header("Accept", accepted, false)
                .connection("main", EngineFixture.KEY);
    }

    private List<InferenceEvent> stream(String prompt) {
        List<InferenceEvent> events = new ArrayList<>();
        fixture.stream(prompt).forEach(events::add);
        return events;
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-ndjson", "application/jsonl", "application/json-seq", "text/event-stream"})
    void handsOverDeltasAndCounts(String accepted) {
        fixture.publish(streaming(accepted).build());

        List<InferenceEvent> events = stream("gr\u00fcn und\nneu");

        assertThat(events)
                .filteredOn(InferenceEvent.TextDelta.class::isInstance)
                .containsExactly(
                        new InferenceEvent.TextDelta("echo:"),
                        new InferenceEvent.TextDelta(" gr\u00fcn"),
                        new InferenceEvent.TextDelta(" und"),
                        new InferenceEvent.TextDelta("\nneu"));
        InferenceResponse whole = ((InferenceEvent.Completed) events.get(events.size() - 1)).response();
        assertThat(whole.text()).isEqualTo("echo: gr\u00fcn und\nneu");
        assertThat(whole.usage().inputTokens()).hasValue(3);
        assertThat(whole.usage().outputTokens()).hasValue(4);
        assertThat(fixture.onlyRecord().usage()).isEqualTo(whole.usage());
        assertThat(fixture.onlyRecord().outcome().status()).isEqualTo(UsageRecord.Status.COMPLETE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-ndjson", "application/json-seq", "text/event-stream"})
    void aStreamThatTheSandboxPadsIsTheSame(String accepted) {
        fixture.publish(streaming(accepted).fault("size=9000").build());

        List<InferenceEvent> events = stream("hello there");

        assertThat(((InferenceEvent.Completed) events.get(events.size() - 1))
                        .response()
                        .text())
                .isEqualTo("echo: hello there");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 30, 70})
    void aCutStreamIsInterrupted(int bytes) {
        fixture.publish(streaming("application/x-ndjson").fault("cut=" + bytes).build());

        InferenceException failure = catchThrowableOfType(InferenceException.class, () -> stream("hello there"));

        assertThat(failure.code()).isIn(FailureCode.STREAM_INTERRUPTED, FailureCode.PROVIDER_UNREACHABLE);
        assertThat(fixture.onlyRecord().outcome().status()).isNotEqualTo(UsageRecord.Status.COMPLETE);
    }

    @Test
    void aStreamThatEndsInTheMiddleOfALineIsInterrupted() throws IOException {
        try (RawProvider provider = new RawProvider(
                200, "application/jsonl", key -> "{\"delta\":{\"text\":\"Hi\"}}\n{\"delta\":{\"text\":\"")) {
            fixture.publish(
                    streaming("application/jsonl").endpoint(provider.uri()).build());
            List<InferenceEvent> events = new ArrayList<>();

            InferenceException failure = catchThrowableOfType(
                    InferenceException.class, () -> fixture.stream("x").forEach(events::add));

            assertThat(failure.code()).isEqualTo(FailureCode.STREAM_INTERRUPTED);
            assertThat(events).containsExactly(new InferenceEvent.TextDelta("Hi"));
        }
    }

    /** By its connection's end, which is all that there is to say that it is over. */
    private static String closing(String events) {
        return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n" + events;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {\"delta\":{\"text\":\"wor",
                "data: {\"delta\":{\"text\":\"words\"}",
                "data: {\"delta\":\n",
                "da",
            })
    void serverSentEventsThatEndInTheMiddleOfOneAreInterrupted(String half) throws IOException {
        try (var provider = new ClosingProvider(closing("data: {\"delta\":{\"text\":\"Hi\"}}\n\n" + half))) {
            fixture.publish(
                    streaming("text/event-stream").endpoint(provider.uri()).build());
            List<InferenceEvent> events = new ArrayList<>();

            InferenceException failure = catchThrowableOfType(
                    InferenceException.class, () -> fixture.stream("x").forEach(events::add));

            assertThat(failure.code()).isEqualTo(FailureCode.STREAM_INTERRUPTED);
            assertThat(events).containsExactly(new InferenceEvent.TextDelta("Hi"));
            assertThat(fixture.onlyRecord().outcome().status()).isEqualTo(UsageRecord.Status.ABORTED_UPSTREAM);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {\"delta\":{\"text\":\" you\"}}\n",
                "data: {\"delta\":{\"text\":\" you\"}}",
                ": ping\n\n: pi"
            })
    void serverSentEventsNeedNoEmptyLineAtTheEnd(String last) throws IOException {
        try (var provider = new ClosingProvider(closing("data: {\"delta\":{\"text\":\"Hi\"}}\n\n" + last))) {
            fixture.publish(
                    streaming("text/event-stream").endpoint(provider.uri()).build());

            List<InferenceEvent> events = stream("x");

            assertThat(((InferenceEvent.Completed) events.get(events.size() - 1))
                            .response()
                            .text())
                    .isEqualTo(last.startsWith("data") ? "Hi you" : "Hi");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "data: {'error':{'message':'overloaded','type':'overloaded_error'}} | PROVIDER_ERROR",
                "data: {'error':{'message':'slow','code':429}} | RATE_LIMITED",
                "data: {'error':'overloaded'} | PROVIDER_ERROR",
                "data: {'type':'error','message':'overloaded'} | PROVIDER_ERROR",
                "event: error#data: {'message':'overloaded'} | PROVIDER_ERROR",
                "event: error#data: overloaded | INVALID_RESPONSE",
            })
    void anErrorAfterSomeWordsIsNoEnd(String error, FailureCode code) throws IOException {
        String said = error.replace('\'', '"').replace('#', '\n');
        try (RawProvider provider = new RawProvider(
                200, "text/event-stream", key -> "data: {\"delta\":{\"text\":\"Hi\"}}\n\n" + said + "\n\n")) {
            fixture.publish(
                    streaming("text/event-stream").endpoint(provider.uri()).build());
            List<InferenceEvent> events = new ArrayList<>();

            InferenceException failure = catchThrowableOfType(
                    InferenceException.class, () -> fixture.stream("x").forEach(events::add));

            assertThat(failure.code()).isEqualTo(code);
            assertThat(events).containsExactly(new InferenceEvent.TextDelta("Hi"));
            assertThat(fixture.onlyRecord().outcome().status()).isEqualTo(UsageRecord.Status.ABORTED_UPSTREAM);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "0", "false", "{}", "{\"code\":0,\"message\":\"\"}"})
    void anErrorThatIsNoneIsPassedOver(String none) throws IOException {
        String first = "{\"delta\":{\"text\":\"Hi\"},\"error\":" + none + "}";
        String last = "{\"error\":" + none + ",\"meta\":{\"usage\":{\"in\":3,\"out\":1}}}";
        try (var provider = new ScriptedProvider(ScriptedProvider.stream(first, last))) {
            fixture.publish(
                    streaming("text/event-stream").endpoint(provider.uri()).build());

            List<InferenceEvent> events = stream("x");

            assertThat(((InferenceEvent.Completed) events.get(events.size() - 1))
                            .response()
                            .usage()
                            .inputTokens())
                    .hasValue(3);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "[DONE]       | {'delta':{'text':'Hi'}} | [DONE]",
                "fin          | {'delta':{'text':'Hi'}} | fin",
                "$.done       | {'delta':{'text':'H'},'done':false} | {'delta':{'text':'i'},'done':true}",
                "$.last.cause | {'delta':{'text':'Hi'},'last':{'cause':null}} | {'last':{'cause':'stop'}}",
            })
    void aStreamIsWholeWithWhatItsDefinitionSaysItEndsWith(String end, String first, String last) throws IOException {
        String answer = first.replace('\'', '"');
        try (var whole = new ScriptedProvider(ScriptedProvider.stream(answer, last.replace('\'', '"')));
                var cut = new ScriptedProvider(ScriptedProvider.stream(answer))) {
            fixture.publish(streaming("text/event-stream", Optional.of(end))
                    .endpoint(whole.uri())
                    .build());
            List<InferenceEvent> events = stream("x");
            assertThat(((InferenceEvent.Completed) events.get(events.size() - 1))
                            .response()
                            .text())
                    .isEqualTo("Hi");

            fixture.publish(streaming("text/event-stream", Optional.of(end))
                    .endpoint(cut.uri())
                    .build());
            InferenceException failure = catchThrowableOfType(InferenceException.class, () -> stream("x"));
            assertThat(failure.code()).isEqualTo(FailureCode.STREAM_INTERRUPTED);
        }
    }

    @Test
    void aLineThatIsNoObjectIsNoAnswer() throws IOException {
        try (RawProvider provider = new RawProvider(200, "application/jsonl", key -> "{\"delta\":\n7\n")) {
            fixture.publish(
                    streaming("application/jsonl").endpoint(provider.uri()).build());

            InferenceException failure = catchThrowableOfType(InferenceException.class, () -> stream("x"));

            assertThat(failure.code()).isEqualTo(FailureCode.INVALID_RESPONSE);
        }
    }
}
