package org.externalmodels.registry.model;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Values as columns take them. */
public final class Columns {

    private Columns() {}

    /** A point in time: Jakarta Persistence 3.1 does not know {@link Instant}, and databases keep microseconds. */
    public static OffsetDateTime time(Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
