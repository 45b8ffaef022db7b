package org.externalmodels.registry.billing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.externalmodels.registry.analytics.Totals;

/**
 * A line of a bill.
 *
 * @param common what the calls of the line have in common, by the words that were asked for, in their order; {@code null}
 *     where they have nothing
 * @param totals counts and sums
 * @param currency of the cost, {@code null} if no cost is known but that of attempts which used nothing
 */
public record BillingLine(Map<String, String> common, Totals totals, String currency) {
    public BillingLine {
        common = new LinkedHashMap<>(common);
        if (currency == null && totals.unknownCost() > 0) {
            totals = totals.withoutCost();
        }
    }
}
