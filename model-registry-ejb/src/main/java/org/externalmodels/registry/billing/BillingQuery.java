package org.externalmodels.registry.billing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.externalmodels.registry.analytics.Dimension;

/**
 * What to bill, and by what.
 *
 * @param from the earliest begin of calls
 * @param to before which they began
 * @param groupBy what the calls of a line have in common: a dimension, {@code hour}, {@code day} or {@code month} of UTC,
 *     or {@code tag.} and the name of a tag
 * @param where what all calls must have
 * @param whereTag tags that all calls must have
 */
public record BillingQuery(
        Instant from, Instant to, List<String> groupBy, Map<Dimension, String> where, Map<String, String> whereTag) {
    public BillingQuery {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        groupBy = List.copyOf(groupBy);
        where = Map.copyOf(where);
        whereTag = Map.copyOf(whereTag);
    }
}
