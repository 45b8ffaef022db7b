package org.externalmodels.registry.zones;

import java.time.Instant;
import java.util.Optional;

/**
 * A stretch of time.
 *
 * @param from its begin; empty if it has none
 * @param to its end, not included; empty if it has none
 */
public record TimeSpan(Optional<Instant> from, Optional<Instant> to) {

    /** All time. */
    public static final TimeSpan ALL = new TimeSpan(Optional.empty(), Optional.empty());
}
