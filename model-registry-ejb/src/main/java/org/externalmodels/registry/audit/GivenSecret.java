package org.externalmodels.registry.audit;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.externalmodels.inference.spi.Secret;

/**
 * A key or another credential that came with a change.
 *
 * @param refused the action that the audit log has if it is not taken, such as {@code connection.rotation-refused}
 * @param target what it was for
 * @param values all that must not be in the entry
 */
public record GivenSecret(String refused, AuditTarget target, List<Secret> values) {

    /** Shorter ones stand in any text, as everywhere that secrets are masked by their value. */
    private static final int SHORTEST = 4;

    public GivenSecret {
        Objects.requireNonNull(refused, "refused");
        Objects.requireNonNull(target, "target");
        values = List.copyOf(values);
    }

    /** A text without the values, the longer ones first: one may begin with another. */
    String masked(String text) {
        return values.stream()
                .map(Secret::reveal)
                .filter(value -> value.length() >= SHORTEST)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .reduce(text, (masked, value) -> masked.replace(value, Secret.MASK));
    }
}
