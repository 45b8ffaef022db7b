package org.externalmodels.registry.analytics;

import java.util.List;

/**
 * The groups of a time that were called most.
 *
 * @param by what each has in common
 * @param groups the most called first
 * @param more how many groups were called less
 */
record Ranking(List<Dimension> by, List<Group> groups, int more) {

    Ranking {
        by = List.copyOf(by);
        groups = List.copyOf(groups);
    }
}
