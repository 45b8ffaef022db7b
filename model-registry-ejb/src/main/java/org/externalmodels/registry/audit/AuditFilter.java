package org.externalmodels.registry.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * Which entries to list; empty means all. All conditions must hold.
 *
 * @param actor who did it
 * @param action such as {@code model.added}, or what comes before the dot
 * @param targetKind such as {@code model}
 * @param targetName part of the name, without regard to case
 * @param from the earliest
 * @param to before which
 * @param text part of the name or of what was before or after, without regard to case
 */
public record AuditFilter(
        Optional<String> actor,
        Optional<String> action,
        Optional<String> targetKind,
        Optional<String> targetName,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<String> text) {

    /** All entries. */
    public static final AuditFilter ALL = new AuditFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
}
