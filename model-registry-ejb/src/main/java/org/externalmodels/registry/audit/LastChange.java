package org.externalmodels.registry.audit;

import java.time.Instant;
import java.util.Objects;

/**
 * Who changed something last, for whoever meets their change. What it was is for those who may read the audit log.
 *
 * @param by who
 * @param on when
 */
public record LastChange(String by, Instant on) {
    public LastChange {
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(on, "on");
    }
}
