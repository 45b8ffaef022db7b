package org.externalmodels.registry.billing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.externalmodels.registry.analytics.Totals;

/**
 * Usage and cost of a time.
 *
 * @param lines in order
 * @param completeFrom from when on it has all calls: of what began before, some is deleted after its time. Empty if it has
 *     all
 */
public record Bill(List<BillingLine> lines, Optional<Instant> completeFrom) {
    public Bill {
        lines = List.copyOf(lines);
        Objects.requireNonNull(completeFrom, "completeFrom");
    }

    /** What all lines come to, but for the cost where there are several currencies. */
    public Totals total() {
        return lines.stream().map(BillingLine::totals).reduce(Totals.NONE, Totals::plus);
    }

    /** What is known of the cost, by currency in order. */
    public SortedMap<String, BigDecimal> costs() {
        SortedMap<String, BigDecimal> costs = new TreeMap<>();
        for (BillingLine line : lines) {
            if (line.currency() != null && line.totals().cost() != null) {
                costs.merge(line.currency(), line.totals().cost(), BigDecimal::add);
            }
        }
        return costs;
    }
}
