package org.externalmodels.registry.telemetry;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.spi.CallObserver;
import org.externalmodels.inference.spi.ConnectionDefinition;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.UsageRecord;

/**
 * Counts calls as they begin and end, by model and connection. Names that callers made up are no labels: there is no end to
 * them. Thread-safe.
 */
final class CallMetrics implements CallObserver {

    private final Gauge inFlight;
    private final Counter calls;
    private final Counter retries;
    private final Histogram duration;
    private final Histogram firstChunk;

    CallMetrics(PrometheusRegistry registry) {
        inFlight = Gauge.builder()
                .name("external_models_calls_in_flight")
                .help("Calls that have begun and not ended")
                .labelNames("model")
                .withoutExemplars()
                .register(registry);
        calls = Counter.builder()
                .name("external_models_calls_total")
                .help("Calls that ended; code is why they failed, empty for those with a whole answer")
                .labelNames("model", "connection", "source", "code")
                .withoutExemplars()
                .register(registry);
        retries = Counter.builder()
                .name("external_models_retries_total")
                .help("Attempts that failed and were followed by another one")
                .labelNames("model", "code")
                .withoutExemplars()
                .register(registry);
        duration =
                seconds(registry, "external_models_call_duration_seconds", "How long callers waited, retries included");
        firstChunk = seconds(
                registry,
                "external_models_first_chunk_seconds",
                "Time to the first piece of an answer that is handed over as it arrives");
    }

    private static Histogram seconds(PrometheusRegistry registry, String name, String help) {
        return Histogram.builder()
                .name(name)
                .help(help)
                .classicOnly()
                .classicUpperBounds(Buckets.seconds())
                .labelNames("model", "connection")
                .withoutExemplars()
                .register(registry);
    }

    @Override
    public Observation started(Start start) {
        return new OneCall(start.streaming());
    }

    private final class OneCall implements Observation {

        private final boolean streaming;
        private String model = "";

        OneCall(boolean streaming) {
            this.streaming = streaming;
        }

        @Override
        public void routed(ModelDefinition to, ConnectionDefinition connection) {
            leave();
            model = to.name();
            inFlight.labelValues(model).inc();
        }

        @Override
        public void retrying(UsageRecord record) {
            retries.labelValues(model, code(record)).inc();
        }

        @Override
        public void ended(UsageRecord record) {
            leave();
            UsageRecord.Target target = record.target();
            String name = target.modelId().isPresent() ? target.modelName() : "";
            String connection =
                    target.connectionId().isPresent() ? target.connectionName().orElse("") : "";
            calls.labelValues(name, connection, record.origin().source().wireName(), code(record))
                    .inc();
            duration.labelValues(name, connection)
                    .observe(seconds(record.waited().orElse(record.duration())));
            Optional<Duration> first = streaming ? record.firstChunk() : Optional.empty();
            first.ifPresent(after -> firstChunk.labelValues(name, connection).observe(seconds(after)));
        }

        private static String code(UsageRecord record) {
            return record.outcome().code().map(FailureCode::name).orElse("");
        }

        private void leave() {
            if (!model.isEmpty()) {
                inFlight.labelValues(model).dec();
            }
        }

        private static double seconds(Duration duration) {
            return (double) duration.toNanos() / TimeUnit.SECONDS.toNanos(1);
        }
    }
}
