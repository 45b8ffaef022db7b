package org.externalmodels.registry.analytics;

import java.time.Instant;
import java.util.List;

/**
 * The models and connections of a time that were called most.
 *
 * @param from its begin, on a whole hour or day
 * @param to its end, on a whole hour or day
 * @param models by model and connection, the most called first
 * @param more how many were called less and are not among them
 */
public record MostCalled(Instant from, Instant to, List<UsagePoint> models, int more) {
    public MostCalled {
        models = List.copyOf(models);
    }
}
