package org.externalmodels.registry.analytics;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.externalmodels.registry.analytics.UsageReport.Outcome;

/**
 * What became of all calls of a time together.
 *
 * @param total of all
 * @param outcomes by what became of them
 * @param course of all in time
 * @param completeFrom from when on it has all calls: of what began before, some is deleted after its time. Empty if it has
 *     all
 */
public record UsageOverview(
        UsagePoint total, List<Outcome> outcomes, UsageCourse course, Optional<Instant> completeFrom) {
    public UsageOverview {
        outcomes = List.copyOf(outcomes);
        Objects.requireNonNull(completeFrom, "completeFrom");
    }
}
