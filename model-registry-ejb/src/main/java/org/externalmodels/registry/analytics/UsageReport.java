package org.externalmodels.registry.analytics;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of calls over a time.
 *
 * @param from its begin, on a whole hour or day
 * @param to its end, on a whole hour or day
 * @param grain the length of time of each point
 * @param total of all
 * @param points in time, oldest first, of the groups that were called most; times without calls have none
 * @param moreGroups how many groups were called less and have no points
 * @param models by model and connection, the most called first
 * @param moreModels how many models and connections were called less and are not among them
 * @param outcomes by what became of them
 * @param completeFrom from when on it has all calls: of what began before, some is deleted after its time. Empty if it has
 *     all
 */
public record UsageReport(
        Instant from,
        Instant to,
        Grain grain,
        UsagePoint total,
        List<UsagePoint> points,
        int moreGroups,
        List<UsagePoint> models,
        int moreModels,
        List<Outcome> outcomes,
        Optional<Instant> completeFrom) {
    public UsageReport {
        points = List.copyOf(points);
        models = List.copyOf(models);
        outcomes = List.copyOf(outcomes);
        Objects.requireNonNull(completeFrom, "completeFrom");
    }

    /**
     * How many calls ended in a way.
     *
     * @param code why they failed, {@code null} if they did not
     * @param requests so many
     */
    public record Outcome(String code, long requests) {}
}
