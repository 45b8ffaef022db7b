package org.externalmodels.registry.limits;

import java.time.Instant;

/**
 * An alert as people see it.
 *
 * @param of which one, where a limit counts each by itself, by the names it had then: {@code key claims, model gpt-4o}
 * @param percent of the limit
 * @param deliveredOn {@code null} if it is not delivered
 * @param lastFailure why the last attempt to deliver it failed
 */
public record AlertItem(
        String id,
        String limitId,
        String limit,
        String of,
        int percent,
        Instant windowStart,
        Instant raisedOn,
        int attempts,
        Instant deliveredOn,
        String lastFailure) {}
