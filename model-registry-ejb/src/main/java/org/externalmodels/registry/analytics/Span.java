package org.externalmodels.registry.analytics;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/** The lengths of time, in UTC, that usage can be broken down by. */
public enum Span {
    HOUR("hour", Grain.HOUR),
    DAY("day", Grain.DAY),
    MONTH("month", Grain.DAY);

    private final String wireName;
    private final Grain grain;

    Span(String wireName, Grain grain) {
        this.wireName = wireName;
        this.grain = grain;
    }

    /** Finds the constant with this name in the management API. */
    public static Optional<Span> named(String name) {
        return Arrays.stream(values())
                .filter(span -> span.wireName.equals(name))
                .findFirst();
    }

    /** The longest time that sums are kept over and that is wholly within one of these. */
    Grain grain() {
        return grain;
    }

    /** When the one began that a time is in. */
    Instant start(Instant time) {
        Instant start = grain.start(time);
        return this == MONTH
                ? start.atZone(ZoneOffset.UTC)
                        .withDayOfMonth(1)
                        .truncatedTo(ChronoUnit.DAYS)
                        .toInstant()
                : start;
    }
}
