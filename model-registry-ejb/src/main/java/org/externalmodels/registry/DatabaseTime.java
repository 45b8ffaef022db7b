package org.externalmodels.registry;

import java.time.Instant;

/** Times that every database takes, in a question as well: those of years with four digits. */
public final class DatabaseTime {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private DatabaseTime() {}

    public static boolean fits(Instant time) {
        return !time.isBefore(FIRST) && !time.isAfter(LAST);
    }
}
