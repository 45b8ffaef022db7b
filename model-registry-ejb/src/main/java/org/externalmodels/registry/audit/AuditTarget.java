package org.externalmodels.registry.audit;

import java.util.Objects;
import org.externalmodels.registry.DatabaseText;
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

    /** The id of what was refused before there was one. */
    public static final String NO_ID = "none";

    private static final int LONGEST = 250;

    public AuditTarget {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
    }

    /** What should have been added under a name, which may be none that is allowed. */
    public static AuditTarget refused(String kind, String name) {
        return new AuditTarget(kind, NO_ID, DatabaseText.fits(name) ? name : "(a name that is none)");
    }

    /** With as much of its name as the log has room for. */
    AuditTarget shortened() {
        int end = Math.min(LONGEST, name.length());
        boolean cutsPair = end < name.length() && Character.isHighSurrogate(name.charAt(end - 1));
        return new AuditTarget(kind, id, name.substring(0, cutsPair ? end - 1 : end));
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
