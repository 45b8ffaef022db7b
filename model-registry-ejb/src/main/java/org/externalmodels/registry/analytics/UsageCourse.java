package org.externalmodels.registry.analytics;

import java.time.Instant;
import java.util.List;

/**
 * How calls went on over a time.
 *
 * @param from its begin, on a whole hour or day
 * @param to its end, on a whole hour or day
 * @param grain the length of time of each point
 * @param points in time, oldest first; times without calls have none
 * @param moreGroups how many groups were called less and have no points
 */
public record UsageCourse(Instant from, Instant to, Grain grain, List<UsagePoint> points, int moreGroups) {
    public UsageCourse {
        points = List.copyOf(points);
    }
}
