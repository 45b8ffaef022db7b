package org.externalmodels.registry.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.CallObserver;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.registry.support.Records;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class GenAiObserverTest {

    private static final String OURS = "org.externalmodels";

    @RegisterExtension
    static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

    private GenAiObserver observer;
    private WatchedCalls calls;

    @BeforeEach
    void open(@TempDir Path directory) {
        observer = new GenAiObserver(TELEMETRY.getOpenTelemetry());
        calls = new WatchedCalls(directory, observer);
        calls.publish(null);
    }

    @AfterEach
    void close() {
        calls.close();
    }

    @Test
    void aCallIsASpanOfTheConventionsForGenerativeAi() {
        calls.infer("gpt", "one two three");

        SpanData span = span();
        assertThat(span.getName()).isEqualTo("chat sandbox-1");
        assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(words(span.getAttributes()))
                .containsEntry("gen_ai.operation.name", "chat")
                .containsEntry("gen_ai.provider.name", "openai")
                .containsEntry("gen_ai.request.model", "sandbox-1")
                .containsEntry("gen_ai.response.model", "sandbox-1")
                .containsEntry("gen_ai.response.finish_reasons", List.of("stop"))
                .containsEntry("gen_ai.usage.input_tokens", 3L)
                .containsEntry("gen_ai.usage.output_tokens", 4L)
                .containsEntry("server.address", "127.0.0.1")
                .containsEntry("server.port", (long) calls.port())
                .containsEntry("external_models.model", "gpt")
                .containsEntry("external_models.connection", "main")
                .containsEntry("external_models.source", "application")
                .containsEntry("external_models.application", "claims")
                .containsEntry("external_models.component", "triage")
                .containsEntry("external_models.attempts", 1L)
                .containsKey("external_models.trace_id")
                .doesNotContainKeys("error.type", "gen_ai.request.stream", "gen_ai.response.time_to_first_chunk");
    }

    @Test
    void aSpanBelongsToTheCallersTrace() {
        Span caller = TELEMETRY
                .getOpenTelemetry()
                .getTracer("caller")
                .spanBuilder("job")
                .startSpan();
        Context.current().with(caller).wrap(() -> calls.infer("gpt", "x")).run();

        assertThat(span().getParentSpanId()).isEqualTo(caller.getSpanContext().getSpanId());
        assertThat(span().getTraceId()).isEqualTo(caller.getSpanContext().getTraceId());
    }

    @Test
    void aSpanBelongsToTheTraceThatACallerOverTheNetworkTells() {
        Map<String, String> headers = Map.of("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        observer.within(headers::get, () -> calls.infer("gpt", "x")).run();

        assertThat(span().getTraceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(span().getParentSpanId()).isEqualTo("00f067aa0ba902b7");
    }

    @Test
    void whatIsSaidIsInNoSpanAndNoEvent() {
        calls.infer("gpt", "canary-in-prompt");
        calls.publish("status=400");
        calls.fail("gpt");

        assertThat(TELEMETRY.getSpans().toString()).doesNotContain("canary-in-prompt", "sk-x");
        assertThat(TELEMETRY.getLogRecords().toString()).doesNotContain("canary-in-prompt", "sk-x");
        assertThat(TELEMETRY.getMetrics().toString()).doesNotContain("canary-in-prompt", "carla");
    }

    @Test
    void aStreamTellsWhenItsPiecesCame() {
        calls.stream("one two three four");

        assertThat(words(span().getAttributes()))
                .containsEntry("gen_ai.request.stream", true)
                .containsKey("gen_ai.response.time_to_first_chunk");
        assertThat(points("gen_ai.client.operation.time_to_first_chunk").get(0).getCount())
                .isEqualTo(1);
        assertThat(points("gen_ai.client.operation.time_per_output_chunk")
                        .get(0)
                        .getCount())
                .isGreaterThanOrEqualTo(3);
    }

    @Test
    void embeddingsAreAnOperationOfTheirOwn() {
        calls.embed("some words");

        assertThat(span().getName()).isEqualTo("embeddings sandbox-1");
    }

    @Test
    void tokensAndTimesAreHistogramsWithTheBucketsOfTheConventions() {
        calls.infer("gpt", "one two three");

        List<HistogramPointData> tokens = points("gen_ai.client.token.usage");
        assertThat(tokens)
                .extracting(point -> point.getAttributes().get(GenAi.TOKEN_TYPE), HistogramPointData::getSum)
                .containsExactlyInAnyOrder(tuple("input", 3.0), tuple("output", 4.0));
        assertThat(tokens.get(0).getBoundaries()).startsWith(1.0, 4.0, 16.0).endsWith(67_108_864.0);
        HistogramPointData duration = points("gen_ai.client.operation.duration").get(0);
        assertThat(duration.getBoundaries()).startsWith(0.01, 0.02, 0.04).endsWith(81.92);
        assertThat(words(duration.getAttributes()))
                .containsEntry("external_models.model", "gpt")
                .containsEntry("external_models.connection", "main")
                .containsEntry("gen_ai.provider.name", "openai")
                .doesNotContainKey("external_models.trace_id");
    }

    @Test
    void tokensOfAnAttemptThatIsFollowedByAnotherAreCounted() {
        CallObserver.Observation call = observer.started(
                new CallObserver.Start("t1", "gpt", CallOrigin.APPLICATION, false, CallObserver.Kind.CONVERSATION));
        call.retrying(Records.using(
                Records.failed("t1", Records.NOON, FailureCode.OUTPUT_NOT_FOUND, "no answer in it"),
                TokenUsage.reported(OptionalLong.of(3_000), OptionalLong.of(500))));
        call.ended(Records.complete("t1", Records.NOON));

        assertThat(points("gen_ai.client.token.usage"))
                .extracting(
                        point -> point.getAttributes().get(GenAi.ERROR_TYPE),
                        point -> point.getAttributes().get(GenAi.TOKEN_TYPE),
                        HistogramPointData::getSum)
                .containsExactlyInAnyOrder(
                        tuple("OUTPUT_NOT_FOUND", "input", 3_000.0),
                        tuple("OUTPUT_NOT_FOUND", "output", 500.0),
                        tuple(null, "input", 12.0),
                        tuple(null, "output", 34.0));
    }

    @Test
    void aFailureIsToldByItsCodeAndHasNoTokens() {
        calls.publish("status=503");
        calls.fail("gpt");

        SpanData span = span();
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(words(span.getAttributes()))
                .containsEntry("error.type", "PROVIDER_ERROR")
                .containsEntry("http.response.status_code", 503L)
                .containsEntry("external_models.attempts", 2L)
                .doesNotContainKey("gen_ai.usage.input_tokens");
        assertThat(span.getEvents()).extracting(EventData::getName).containsExactly("retry");
        assertThat(metrics()).extracting(MetricData::getName).doesNotContain("gen_ai.client.token.usage");
        assertThat(words(points("gen_ai.client.operation.duration").get(0).getAttributes()))
                .containsEntry("error.type", "PROVIDER_ERROR");
        LogRecordData event = TELEMETRY.getLogRecords().get(0);
        assertThat(event.getSpanContext().getSpanId()).isEqualTo(span.getSpanId());
        assertThat(words(event.getAttributes()))
                .containsEntry("event.name", "gen_ai.client.operation.exception")
                .containsEntry("error.type", "PROVIDER_ERROR");
    }

    @Test
    void namesThatCallersMakeUpAreInNoMetric() {
        calls.fail("made-up");

        assertThat(metrics().toString()).doesNotContain("made-up");
        assertThat(words(span().getAttributes())).containsEntry("error.type", "MODEL_NOT_FOUND");
    }

    private SpanData span() {
        return TELEMETRY.getSpans().stream()
                .filter(span -> span.getInstrumentationScopeInfo().getName().equals(OURS))
                .reduce((a, b) -> {
                    throw new AssertionError("More than one span");
                })
                .orElseThrow();
    }

    private static List<MetricData> metrics() {
        return TELEMETRY.getMetrics().stream()
                .filter(metric -> metric.getInstrumentationScopeInfo().getName().equals(OURS))
                .toList();
    }

    private static List<HistogramPointData> points(String name) {
        return metrics().stream()
                .filter(metric -> metric.getName().equals(name))
                .flatMap(metric -> metric.getHistogramData().getPoints().stream())
                .toList();
    }

    private static Map<String, Object> words(Attributes attributes) {
        Map<String, Object> words = new java.util.TreeMap<>();
        attributes.forEach((AttributeKey<?> key, Object value) -> words.put(key.getKey(), value));
        return words;
    }
}
