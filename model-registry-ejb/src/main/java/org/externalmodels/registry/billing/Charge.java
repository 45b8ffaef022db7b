package org.externalmodels.registry.billing;

import java.math.BigDecimal;

/**
 * What a call costs.
 *
 * @param cost {@code null} if unknown
 * @param currency of the price, {@code null} without one
 * @param priceId of the price that held, {@code null} if there was none
 */
public record Charge(BigDecimal cost, String currency, String priceId) {

    /** No price is known. */
    public static final Charge UNKNOWN = new Charge(null, null, null);
}
