package org.externalmodels.registry.exchange;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.externalmodels.registry.limits.GivenLimit;
import org.externalmodels.registry.limits.Measure;

/**
 * A limit or a budget as the document has it.
 *
 * @param measure what it counts, of a budget its period
 * @param currency of a budget
 * @param key the name of an application key, {@code *} for each by itself
 * @param application likewise
 * @param model likewise
 * @param connection likewise
 * @param shadow whether it only tells, {@code false} if {@code null}
 * @param enabled on if {@code null}
 */
record ExchangedLimit(
        String name,
        Measure measure,
        BigDecimal amount,
        String currency,
        String key,
        String application,
        String model,
        String connection,
        Boolean shadow,
        Boolean enabled) {

    ExchangedLimit {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(measure, "measure");
        shadow = Boolean.TRUE.equals(shadow);
        enabled = enabled == null || enabled;
    }

    GivenLimit given() {
        return new GivenLimit(
                name,
                measure,
                amount,
                Optional.ofNullable(currency),
                Optional.ofNullable(key),
                Optional.ofNullable(application),
                Optional.ofNullable(model),
                Optional.ofNullable(connection),
                shadow,
                enabled);
    }
}
