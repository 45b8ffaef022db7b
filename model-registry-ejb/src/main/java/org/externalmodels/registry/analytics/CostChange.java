package org.externalmodels.registry.analytics;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * An attempt that has another cost now.
 *
 * @param before as it is in the sums
 * @param cost {@code null} if unknown
 * @param currency of the cost, {@code null} without one
 */
public record CostChange(UsageFact before, BigDecimal cost, String currency) {

    public CostChange {
        Objects.requireNonNull(before, "before");
    }

    UsageFact after() {
        return before.costing(cost, currency);
    }

    /** Whether it is under the same currency as before, so that only the amount differs. */
    boolean isOfAmount() {
        return before.cost() != null && cost != null && Objects.equals(before.currency(), currency);
    }
}
