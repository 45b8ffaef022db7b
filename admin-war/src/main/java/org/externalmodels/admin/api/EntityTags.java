package org.externalmodels.admin.api;

import java.util.Optional;
import org.externalmodels.registry.RegistryException;

/** Versions as entity tags (RFC 9110 section 8.8.3). */
final class EntityTags {

    private EntityTags() {}

    static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * The version that a write is for, which must be said; {@code null} for {@code *}, which takes any. What only adds or
     * asks needs none: new things, copies, tests and checks.
     */
    static Long required(String ifMatch) {
        if (ifMatch == null) {
            throw new ApiException(
                    428, "Send If-Match with the ETag of what you saw, so that nobody else's change is overwritten.");
        }
        return optional(ifMatch).orElse(null);
    }

    /** The same for a write that is read against what is there now. */
    static Long required(String ifMatch, String what, long current) {
        Long version = required(ifMatch);
        if (version != null && version != current) {
            throw RegistryException.stale(what, version, current);
        }
        return version;
    }

    /** The version that a write is for; empty if any will do. */
    static Optional<Long> optional(String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return Optional.empty();
        }
        String tag = ifMatch.strip();
        if (tag.length() > 2 && tag.startsWith("\"") && tag.endsWith("\"")) {
            try {
                return Optional.of(Long.valueOf(tag.substring(1, tag.length() - 1)));
            } catch (NumberFormatException foreign) {
                // Falls through: a tag that never was one of ours matches nothing.
            }
        }
        throw new ApiException(409, "If-Match is not the ETag of any version. Load it again and repeat your change.");
    }
}
