package org.externalmodels.registry.audit;

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

    public GivenSecret {
        Objects.requireNonNull(refused, "refused");
        Objects.requireNonNull(target, "target");
        values = List.copyOf(values);
    }
}
