package org.externalmodels.registry.analytics;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the attempts of a sum have in common.
 *
 * @param time the begin of their hour or day, if they were broken down by it
 * @param values of the dimensions they were broken down by, and then of the tag; empty where they have none
 */
public record Group(Optional<Instant> time, List<String> values) {
    public Group {
        values = List.copyOf(values);
    }
}
