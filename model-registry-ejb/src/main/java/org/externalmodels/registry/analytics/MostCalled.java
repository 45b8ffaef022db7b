package org.externalmodels.registry.analytics;

import java.util.List;

/**
 * The models and connections of a time that were called most.
 *
 * @param models by model and connection, the most called first
 * @param more how many were called less and are not among them
 */
public record MostCalled(List<UsagePoint> models, int more) {
    public MostCalled {
        models = List.copyOf(models);
    }
}
