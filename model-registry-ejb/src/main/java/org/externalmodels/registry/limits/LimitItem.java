package org.externalmodels.registry.limits;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A limit or a budget as people see it.
 *
 * @param used of the whole at this moment; {@code null} where it is counted for each by itself, or not known now
 * @param resetsOn when a budget's window ends
 */
public record LimitItem(
        String id,
        String name,
        Measure measure,
        BigDecimal amount,
        String currency,
        String key,
        String application,
        String model,
        String connection,
        boolean shadow,
        boolean enabled,
        BigDecimal used,
        Instant resetsOn,
        String changedBy,
        Instant changedOn,
        long version) {}
