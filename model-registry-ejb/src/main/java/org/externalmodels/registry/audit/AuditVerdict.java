package org.externalmodels.registry.audit;

import java.util.List;
import java.util.Objects;

/**
 * What a look at the whole chain found.
 *
 * @param intact whether nothing is wrong
 * @param entries how many there are
 * @param end where the chain ends now: note it elsewhere, and a later look can tell whether history was rewritten
 * @param findings what is wrong, at most {@value #MOST_FINDINGS}
 */
public record AuditVerdict(boolean intact, long entries, End end, List<Finding> findings) {

    static final int MOST_FINDINGS = 100;

    public AuditVerdict {
        findings = List.copyOf(findings);
    }

    /**
     * An end of the chain.
     *
     * @param position of its last entry, 0 for none
     * @param seal of its last entry
     */
    public record End(long position, String seal) {
        public End {
            Objects.requireNonNull(seal, "seal");
        }
    }

    /**
     * Something wrong.
     *
     * @param kind what happened
     * @param position in the chain
     * @param entry the number of the entry, {@code null} if it is gone
     * @param message for people
     */
    public record Finding(Kind kind, long position, Long entry, String message) {}

    /** What can happen to an entry. */
    public enum Kind {
        CHANGED("changed"),
        REMOVED("removed"),
        INSERTED("inserted"),
        REWRITTEN("rewritten");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }
}
