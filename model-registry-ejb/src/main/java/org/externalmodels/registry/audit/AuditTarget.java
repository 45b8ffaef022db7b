package org.externalmodels.registry.audit;

import java.util.Objects;
import org.externalmodels.registry.model.Connection;
import org.externalmodels.registry.model.Model;
import org.externalmodels.registry.model.Profile;

/**
 * What was changed.
 *
 * @param kind such as {@code model}
 * @param id never used again
 * @param name at the time
 */
public record AuditTarget(String kind, String id, String name) {
    public AuditTarget {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
    }

    public static AuditTarget of(Model model) {
        return new AuditTarget("model", model.id(), model.name());
    }

    public static AuditTarget of(Profile profile) {
        return new AuditTarget("profile", profile.id(), profile.name());
    }

    public static AuditTarget of(Model model, Connection connection) {
        return new AuditTarget("connection", connection.id(), model.name() + "/" + connection.name());
    }
}
