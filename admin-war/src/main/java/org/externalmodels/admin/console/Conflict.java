package org.externalmodels.admin.console;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What somebody else saved meanwhile, beside what the user of this page wrote.
 *
 * @param by who saved, empty if it is not told
 * @param on when, {@code null} if it is not told
 * @param version what the user would overwrite by saving all the same
 * @param rows what differs
 */
public record Conflict(String by, Instant on, long version, List<Row> rows) implements Serializable {

    /**
     * A field that differs.
     *
     * @param label of the field
     * @param theirs as it is stored now
     * @param yours as it is on the page
     */
    public record Row(String label, String theirs, String yours) implements Serializable {
        public Row {
            Objects.requireNonNull(label, "label");
            Objects.requireNonNull(theirs, "theirs");
            Objects.requireNonNull(yours, "yours");
        }
    }

    public Conflict {
        Objects.requireNonNull(by, "by");
        rows = List.copyOf(rows);
    }
}
