package org.externalmodels.registry.billing;

import java.time.Instant;
import java.util.Currency;
import java.util.Objects;
import java.util.Optional;
import org.externalmodels.registry.DatabaseTime;

/**
 * A price to be set.
 *
 * @param model the model's id or name
 * @param connection the name of the connection it is for; empty for all of the model
 * @param effectiveFrom when it begins to hold
 * @param currency three letters (ISO 4217)
 * @param rates what is asked for
 */
public record PriceGiven(
        String model, Optional<String> connection, Instant effectiveFrom, String currency, Rates rates) {
    public PriceGiven {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(connection, "connection");
        Objects.requireNonNull(effectiveFrom, "effectiveFrom");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(rates, "rates");
        if (!DatabaseTime.fits(effectiveFrom)) {
            throw new IllegalArgumentException("effectiveFrom must be a time of a year with four digits");
        }
        if (Currency.getAvailableCurrencies().stream()
                .noneMatch(known -> known.getCurrencyCode().equals(currency))) {
            throw new IllegalArgumentException("currency must be three letters of ISO 4217, such as USD");
        }
    }
}
