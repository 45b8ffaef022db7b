package org.externalmodels.registry.telemetry;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import org.externalmodels.registry.analytics.UsageFact;

/**
 * Counts what was used and what it costs as it is stored, so that it adds up to what is billed. Unknown numbers are counted
 * by themselves. Thread-safe.
 */
final class StoredMetrics {

    private final Counter attempts;
    private final Counter tokens;
    private final Counter unknownUsage;
    private final Counter cost;
    private final Counter unknownCost;

    StoredMetrics(PrometheusRegistry registry) {
        attempts = counter(
                registry,
                "external_models_attempts_total",
                "Attempts of calls whose records are stored; code is why they failed, empty for complete ones",
                "code");
        tokens = counter(
                registry,
                "external_models_tokens_total",
                "Tokens of stored attempts, as far as known; cached_input and cache_write are part of input, reasoning of output",
                "type");
        unknownUsage =
                counter(registry, "external_models_unknown_usage_total", "Stored attempts of which tokens are unknown");
        cost = counter(registry, "external_models_cost_total", "Cost of stored attempts, as far as known", "currency");
        unknownCost =
                counter(registry, "external_models_unknown_cost_total", "Stored attempts of which the cost is unknown");
    }

    private static Counter counter(PrometheusRegistry registry, String name, String help, String... more) {
        String[] labels = new String[2 + more.length];
        labels[0] = "model";
        labels[1] = "connection";
        System.arraycopy(more, 0, labels, 2, more.length);
        return Counter.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .withoutExemplars()
                .register(registry);
    }

    void stored(List<UsageFact> facts) {
        facts.forEach(this::stored);
    }

    private void stored(UsageFact fact) {
        String model = fact.model() == null ? "" : fact.model();
        String connection = fact.connection() == null ? "" : fact.connection();
        attempts.labelValues(model, connection, fact.code() == null ? "" : fact.code())
                .inc();
        count(model, connection, "input", fact.inputTokens());
        count(model, connection, "output", fact.outputTokens());
        count(model, connection, "cached_input", fact.cachedInputTokens());
        count(model, connection, "cache_write", fact.cacheWriteTokens());
        count(model, connection, "reasoning", fact.reasoningTokens());
        if (fact.inputTokens() == null || fact.outputTokens() == null) {
            unknownUsage.labelValues(model, connection).inc();
        }
        if (fact.cost() == null) {
            unknownCost.labelValues(model, connection).inc();
        } else if (fact.currency() != null) {
            cost.labelValues(model, connection, fact.currency()).inc(fact.cost().doubleValue());
        }
    }

    private void count(String model, String connection, String type, Long count) {
        if (count != null) {
            tokens.labelValues(model, connection, type).inc(count);
        }
    }
}
