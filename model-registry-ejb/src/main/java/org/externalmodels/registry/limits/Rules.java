package org.externalmodels.registry.limits;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.externalmodels.inference.spi.CallAdmission.Attempt;
import org.externalmodels.registry.billing.PriceChanged;
import org.externalmodels.registry.billing.PriceTable;

/**
 * All limits that are switched on, and what models cost, at one moment. Immutable.
 *
 * @param limits in the order in which they are taken from
 */
record Rules(List<LimitRule> limits, PriceTable prices) {

    static final Rules NONE = new Rules(List.of(), PriceTable.load(null, Set.of()));

    Rules {
        limits = List.copyOf(limits);
    }

    Rules with(LimitsChanged changed) {
        List<LimitRule> others = new ArrayList<>(limits);
        others.removeIf(limit -> limit.id().equals(changed.id()));
        changed.now().ifPresent(others::add);
        others.sort(Comparator.comparing(LimitRule::id));
        return new Rules(others, prices);
    }

    Rules with(PriceChanged changed) {
        return new Rules(limits, prices.with(changed));
    }

    List<Bucket> buckets(Attempt attempt, Instant now) {
        List<Bucket> buckets = new ArrayList<>();
        for (LimitRule limit : limits) {
            limit.bucket(attempt, now).ifPresent(buckets::add);
        }
        return buckets;
    }
}
