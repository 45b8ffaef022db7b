package org.externalmodels.registry.telemetry;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.DoubleSupplier;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.registry.traces.CollectorState;

/** How the server is, asked for when somebody looks. */
final class StateMetrics {

    StateMetrics(
            PrometheusRegistry registry, ModelDirectory directory, CollectorState collector, DatabaseState database) {
        gauge(
                registry,
                "external_models_directory_version",
                "Version of the models that calls see, 0 before the first; the same on all servers of one database",
                directory::version);
        gauge(
                registry,
                "external_models_models",
                "Models that can be called",
                () -> directory.models().size());
        gauge(
                registry,
                "external_models_database_up",
                "1 while the registry's database answers",
                () -> database.isUp() ? 1 : 0);
        gauge(
                registry,
                "external_models_journal_bytes",
                "Room that usage records take which are not stored yet",
                () -> directory.journal().fill().bytes());
        gauge(
                registry,
                "external_models_journal_limit_bytes",
                "Room for usage records; when it is taken, calls are refused",
                () -> directory.journal().fill().limit());
        gauge(
                registry,
                "external_models_collector_up",
                "1 while usage records are stored as they come",
                () -> collector.isWorking() ? 1 : 0);
        gauge(
                registry,
                "external_models_collector_lag_seconds",
                "Age of the oldest usage record that is not stored yet, 0 if there is none",
                collector::lagSeconds);
    }

    /** Whether the database answers. */
    interface DatabaseState {
        boolean isUp();
    }

    private static void gauge(PrometheusRegistry registry, String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }
}
