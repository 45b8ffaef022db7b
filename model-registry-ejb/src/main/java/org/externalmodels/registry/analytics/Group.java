package org.externalmodels.registry.analytics;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the attempts of a sum have in common.
 *
 * @param time the begin of their hour or day, if they were broken down by it
 * @param values of the dimensions they were broken down by, and then of the tag; empty where they have none
 */
public record Group(Optional<Instant> time, List<String> values) {
    /** By time, and then by values. */
    static final Comparator<Group> ORDER = Comparator.comparing(
                    Group::time, Comparator.comparing(time -> time.orElse(Instant.MIN)))
            .thenComparing(Group::values, Group::compare);

    public Group {
        values = List.copyOf(values);
    }

    private static int compare(List<String> some, List<String> others) {
        for (int i = 0; i < Math.min(some.size(), others.size()); i++) {
            int order = some.get(i).compareTo(others.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(some.size(), others.size());
    }
}
