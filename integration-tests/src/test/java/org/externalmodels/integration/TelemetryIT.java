package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import jakarta.json.Json;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.externalmodels.integration.server.Deployment;
import org.externalmodels.integration.server.HttpCalls.Answer;
import org.externalmodels.integration.server.LibertyServer;
import org.externalmodels.integration.server.OfLiberty;
import org.externalmodels.integration.server.OtlpReceiver;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@OfLiberty("how it exports")
class TelemetryIT {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";

    private static OtlpReceiver receiver;
    private static LibertyServer server;
    private static Product product;

    @BeforeAll
    static void start() {
        receiver = OtlpReceiver.start();
        server = LibertyServer.start(QuickStart.folder("telemetry"), Deployment.SHARED, receiver.environment());
        product = new Product(server);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        if (receiver != null) {
            receiver.close();
        }
    }

    @Test
    void aCallOfAnotherApplicationIsASpanBelowItsOwn() {
        Definition definition = product.definition("watched");
        product.add(definition);

        String traceId = product.callWithin(TRACE + "-" + PARENT, definition.name(), "canary-of-the-prompt")
                .getString("traceId");

        Span span = spanOf(traceId);
        assertThat(HexFormat.of().formatHex(span.getTraceId().toByteArray())).isEqualTo(TRACE);
        assertThat(HexFormat.of().formatHex(span.getParentSpanId().toByteArray()))
                .isEqualTo(PARENT);
        assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
        assertThat(span.getName()).isEqualTo("chat sandbox-1");
        assertThat(words(span.getAttributesList()))
                .containsEntry("gen_ai.operation.name", "chat")
                .containsEntry("gen_ai.provider.name", "openai")
                .containsEntry("gen_ai.request.model", "sandbox-1")
                .containsEntry("gen_ai.response.model", "sandbox-1")
                .containsEntry("gen_ai.usage.input_tokens", "1")
                .containsEntry("gen_ai.usage.output_tokens", "2")
                .containsEntry("external_models.model", definition.name())
                .containsEntry("external_models.connection", Definition.CONNECTION)
                .containsEntry("external_models.application", "caller");
        assertThat(receiver.spans().toString() + receiver.events() + receiver.metrics())
                .doesNotContain("canary-of-the-prompt", definition.apiKey());
    }

    @Test
    void aCallOverTheNetworkIsASpanBelowItsCallers() {
        Definition definition = product.definition("watched-http");
        product.add(definition);
        String body = Json.createObjectBuilder()
                .add("model", definition.name())
                .add("stream", true)
                .add(
                        "messages",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("role", "user")
                                        .add("content", "one two three")))
                .build()
                .toString();

        Answer answer = product.user("carl")
                .send(
                        "POST",
                        "/v1/chat/completions",
                        body,
                        Map.of(
                                "Content-Type",
                                "application/json",
                                "traceparent",
                                "00-" + TRACE + "-" + PARENT + "-01"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        Span span = spanOf(answer.header("X-External-Models-Trace").orElseThrow());
        assertThat(HexFormat.of().formatHex(span.getParentSpanId().toByteArray()))
                .isEqualTo(PARENT);
        assertThat(words(span.getAttributesList()))
                .containsEntry("gen_ai.request.stream", "true")
                .containsEntry("external_models.source", "http-key")
                .containsKey("gen_ai.response.time_to_first_chunk");
        await().untilAsserted(() -> assertThat(points("gen_ai.client.operation.time_per_output_chunk", definition))
                .isNotEmpty());
    }

    @Test
    void metricsHaveTheBucketsOfTheConventionsAndNoTokensWhereNoneAreKnown() {
        Definition works = product.definition("measured");
        Definition fails = product.definition("measured-fails").withFault("status=400");
        product.add(works);
        product.add(fails);

        product.call("typed", works.name());
        String failed = product.call("typed", fails.name()).getString("code");

        assertThat(failed).isEqualTo("PROVIDER_ERROR");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(points("gen_ai.client.operation.duration", fails))
                        .isNotEmpty());
        HistogramDataPoint input = points("gen_ai.client.token.usage", works)
                .filter(point -> words(point.getAttributesList()).containsValue("input"))
                .findFirst()
                .orElseThrow();
        assertThat(input.getSum()).isEqualTo(3);
        assertThat(input.getExplicitBoundsList()).startsWith(1.0, 4.0, 16.0).endsWith(67_108_864.0);
        assertThat(points("gen_ai.client.operation.duration", works)
                        .findFirst()
                        .orElseThrow()
                        .getExplicitBoundsList())
                .startsWith(0.01, 0.02, 0.04)
                .endsWith(81.92);
        assertThat(points("gen_ai.client.token.usage", fails)).isEmpty();
        LogRecord event = await().until(
                        () -> receiver.events().stream()
                                .filter(record ->
                                        words(record.getAttributesList()).containsValue(fails.name()))
                                .findFirst()
                                .orElse(null),
                        found -> found != null);
        assertThat(words(event.getAttributesList()))
                .containsEntry("error.type", "PROVIDER_ERROR")
                .containsEntry("event.name", "gen_ai.client.operation.exception");
        Span span = spanOf(words(event.getAttributesList()).get("external_models.trace_id"));
        assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
        assertThat(event.getSpanId()).isEqualTo(span.getSpanId());
    }

    private static Span spanOf(String traceId) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> receiver.spans().stream()
                                .filter(span -> traceId.equals(
                                        words(span.getAttributesList()).get("external_models.trace_id")))
                                .findFirst()
                                .orElse(null),
                        found -> found != null);
    }

    private static Stream<HistogramDataPoint> points(String metric, Definition model) {
        return List.copyOf(receiver.metrics()).stream()
                .filter(found -> found.getName().equals(metric))
                .map(Metric::getHistogram)
                .flatMap(histogram -> histogram.getDataPointsList().stream())
                .filter(point -> words(point.getAttributesList()).containsValue(model.name()));
    }

    private static Map<String, String> words(List<KeyValue> attributes) {
        return attributes.stream().collect(Collectors.toMap(KeyValue::getKey, pair -> word(pair.getValue())));
    }

    private static String word(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case INT_VALUE -> String.valueOf(value.getIntValue());
            case BOOL_VALUE -> String.valueOf(value.getBoolValue());
            case DOUBLE_VALUE -> String.valueOf(value.getDoubleValue());
            default -> value.toString();
        };
    }
}
