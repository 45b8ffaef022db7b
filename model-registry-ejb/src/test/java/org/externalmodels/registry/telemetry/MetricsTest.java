package org.externalmodels.registry.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.externalmodels.inference.spi.CallObserver;
import org.externalmodels.registry.analytics.UsageFact;
import org.externalmodels.registry.start.Readiness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {

    private WatchedCalls calls;
    private Metrics metrics;

    @BeforeEach
    void open(@TempDir Path directory) {
        calls = new WatchedCalls(directory, start -> metrics.calls().started(start));
        metrics = new Metrics(calls.directory(), new Readiness());
        calls.publish(null);
    }

    @AfterEach
    void close() {
        calls.close();
    }

    @Test
    void callsAreCountedByModelConnectionAndOutcome() {
        calls.infer("gpt", "x");
        calls.stream("one two");
        calls.publish("status=503");
        calls.fail("gpt");

        assertThat(text())
                .contains(
                        "external_models_calls_total{code=\"\",connection=\"main\",model=\"gpt\",source=\"application\"} 2.0",
                        "external_models_calls_total{code=\"PROVIDER_ERROR\",connection=\"main\",model=\"gpt\",source=\"application\"} 1.0",
                        "external_models_retries_total{code=\"PROVIDER_ERROR\",model=\"gpt\"} 1.0",
                        "external_models_call_duration_seconds_count{connection=\"main\",model=\"gpt\"} 3",
                        "external_models_call_duration_seconds_bucket{connection=\"main\",model=\"gpt\",le=\"81.92\"} 3",
                        "external_models_first_chunk_seconds_count{connection=\"main\",model=\"gpt\"} 1",
                        "external_models_calls_in_flight{model=\"gpt\"} 0.0");
    }

    @Test
    void aCallThatHasNotEndedIsInFlight() {
        CallObserver.Observation[] open = new CallObserver.Observation[1];
        calls.directory().addObserver(start -> new CallObserver.Observation() {
            @Override
            public void firstChunk() {
                assertThat(text()).contains("external_models_calls_in_flight{model=\"gpt\"} 1.0");
                open[0] = this;
            }
        });
        calls.infer("gpt", "x");

        assertThat(open[0]).isNotNull();
    }

    @Test
    void namesThatCallersMakeUpAreNoLabels() {
        calls.fail("made-up");
        metrics.stored(List.of(fact(null, "MODEL_NOT_FOUND", null, null)));

        assertThat(text())
                .doesNotContain("made-up")
                .contains(
                        "external_models_calls_total{code=\"MODEL_NOT_FOUND\",connection=\"\",model=\"\",source=\"application\"} 1.0",
                        "external_models_attempts_total{code=\"MODEL_NOT_FOUND\",connection=\"\",model=\"\"} 1.0");
    }

    @Test
    void whatIsStoredAddsUpAndWhatIsUnknownIsCountedByItself() {
        metrics.stored(List.of(fact("gpt", null, 12L, "0.25"), fact("gpt", null, 3L, "0.5")));
        metrics.stored(List.of(fact("gpt", "TIMEOUT", null, null)));

        assertThat(text())
                .contains(
                        "external_models_tokens_total{connection=\"main\",model=\"gpt\",type=\"input\"} 15.0",
                        "external_models_cost_total{connection=\"main\",currency=\"EUR\",model=\"gpt\"} 0.75",
                        "external_models_unknown_usage_total{connection=\"main\",model=\"gpt\"} 1.0",
                        "external_models_unknown_cost_total{connection=\"main\",model=\"gpt\"} 1.0")
                .doesNotContain("type=\"reasoning\"");
    }

    @Test
    void theStateOfTheServerIsAskedForWhenSomebodyLooks() {
        metrics.collector().failing(Instant.now().minusSeconds(100));

        assertThat(text())
                .contains(
                        "external_models_directory_version 1.0",
                        "external_models_models 1.0",
                        "external_models_database_up 0.0",
                        "external_models_collector_up 0.0",
                        "external_models_journal_limit_bytes ")
                .containsPattern("external_models_collector_lag_seconds 1[0-5]\\d\\.");

        metrics.collector().caughtUp();

        assertThat(text()).contains("external_models_collector_up 1.0", "external_models_collector_lag_seconds 0.0");
    }

    @Test
    void aReaderOfOpenMetricsGetsThem() {
        assertThat(metrics.text("application/openmetrics-text; version=1.0.0").contentType())
                .startsWith("application/openmetrics-text");
        assertThat(metrics.text(null).contentType()).startsWith("text/plain");
    }

    private static UsageFact fact(String model, String code, Long tokens, String cost) {
        return new UsageFact(
                Instant.now(),
                model,
                model == null ? null : "main",
                "claims",
                "triage",
                "carla",
                null,
                "application",
                null,
                code,
                5,
                5L,
                null,
                tokens,
                tokens,
                null,
                null,
                null,
                null,
                null,
                cost == null ? null : new BigDecimal(cost),
                cost == null ? null : "EUR");
    }

    private String text() {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            metrics.text(null).write(out);
            return out.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
