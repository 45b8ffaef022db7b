package org.externalmodels.registry.providers;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Objects;
import org.externalmodels.registry.billing.Rates;

/**
 * What a provider asked for a million tokens on the day the list was taken. What is not known is {@code null}.
 *
 * @param currency ISO 4217
 * @param input tokens read
 * @param cachedInput tokens read from the provider's cache
 * @param output tokens written
 * @param asOf the date, ISO 8601
 * @param source where the list was taken from
 */
public record ListPrice(
        String currency, BigDecimal input, BigDecimal cachedInput, BigDecimal output, String asOf, String source)
        implements Serializable {
    public ListPrice {
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(asOf, "asOf");
        Objects.requireNonNull(source, "source");
    }

    /** The same as a price of a registered model has it. */
    public Rates rates() {
        return new Rates(input, output, cachedInput, null, null, null, null, null);
    }
}
