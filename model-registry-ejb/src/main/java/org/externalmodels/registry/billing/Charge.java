package org.externalmodels.registry.billing;

import java.math.BigDecimal;

/**
 * What a call costs.
 *
 * @param cost {@code null} if unknown
 * @param currency of the cost, {@code null} without a price
 * @param priceId of the price that held, {@code null} if there was none
 */
public record Charge(BigDecimal cost, String currency, String priceId) {

    /** No price is known. */
    public static final Charge UNKNOWN = new Charge(null, null, null);

    /** No price is known, nor is there anything to pay for. */
    static final Charge NOTHING = new Charge(BigDecimal.ZERO, null, null);
}
