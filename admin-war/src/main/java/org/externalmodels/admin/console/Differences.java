package org.externalmodels.admin.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Collects the fields in which what is stored differs from what is on the page. */
public final class Differences {

    private final List<Conflict.Row> rows = new ArrayList<>();

    /** Compares a field by the text that people read; {@code null} is nothing. */
    public Differences with(String field, String theirs, String yours) {
        String stored = Objects.requireNonNullElse(theirs, "").strip();
        String typed = Objects.requireNonNullElse(yours, "").strip();
        if (!stored.equals(typed)) {
            rows.add(new Conflict.Row(FieldNames.label(field), stored, typed));
        }
        return this;
    }

    /** Compares what is or is not so. */
    public Differences with(String field, boolean theirs, boolean yours) {
        return with(field, theirs ? "yes" : "no", yours ? "yes" : "no");
    }

    /** The conflict with what {@code by} stored. */
    public Conflict storedBy(String by, Instant on, long version) {
        return new Conflict(by, on, version, rows);
    }

    /** The conflict with what is stored, where it is not told by whom. */
    public Conflict stored(long version) {
        return new Conflict("", null, version, rows);
    }
}
