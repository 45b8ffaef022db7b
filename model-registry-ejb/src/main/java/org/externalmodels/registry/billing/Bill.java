package org.externalmodels.registry.billing;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Usage and cost of a time.
 *
 * @param lines in order
 * @param completeFrom from when on it has all calls: of what began before, some is deleted after its time. Empty if it has
 *     all
 */
public record Bill(List<BillingLine> lines, Optional<Instant> completeFrom) {
    public Bill {
        lines = List.copyOf(lines);
        Objects.requireNonNull(completeFrom, "completeFrom");
    }
}
