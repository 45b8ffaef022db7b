package org.externalmodels.registry.exchange;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.externalmodels.registry.billing.PriceGiven;
import org.externalmodels.registry.billing.Rates;

/**
 * A price as the document has it.
 *
 * @param model the model's name
 * @param connection the name of the connection it is for, {@code null} for all of the model
 * @param effectiveFrom when it begins to hold, such as {@code 2026-01-01T00:00:00Z}
 * @param currency three letters
 */
record ExchangedPrice(
        String model,
        String connection,
        String effectiveFrom,
        String currency,
        BigDecimal input,
        BigDecimal output,
        BigDecimal cachedRead,
        BigDecimal cacheWrite,
        BigDecimal reasoning,
        BigDecimal image,
        BigDecimal audioMinute,
        BigDecimal request) {

    ExchangedPrice {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(effectiveFrom, "effectiveFrom");
        Objects.requireNonNull(currency, "currency");
        Rates rates = new Rates(input, output, cachedRead, cacheWrite, reasoning, image, audioMinute, request);
        // Everything is checked where it is read, so that all problems of a document are told at once.
        effectiveFrom = new PriceGiven(model, Optional.ofNullable(connection), time(effectiveFrom), currency, rates)
                .effectiveFrom()
                .toString();
    }

    PriceGiven given() {
        return new PriceGiven(model, Optional.ofNullable(connection), Instant.parse(effectiveFrom), currency, rates());
    }

    Rates rates() {
        return new Rates(input, output, cachedRead, cacheWrite, reasoning, image, audioMinute, request);
    }

    /** The database keeps microseconds. */
    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException notOne) {
            throw new IllegalArgumentException("effectiveFrom must be a time such as 2026-01-01T00:00:00Z", notOne);
        }
    }
}
