package org.externalmodels.registry.limits;

import java.time.Instant;

/**
 * What is taken from: that of a limit as a whole, or of one of those it counts by themselves, of a budget for one window.
 *
 * @param key tells it from all others, on every server
 * @param windowEnd when a budget's begins anew
 */
record Bucket(LimitRule rule, String key, Instant windowEnd) {

    /** When the window began, of a limit that in which it is told of. */
    Instant windowStart() {
        return rule.measure().windowStart(windowEnd.minusMillis(1));
    }
}
