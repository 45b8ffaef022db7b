package org.externalmodels.registry.analytics;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The lengths of time over which sums are kept, in UTC. */
public enum Grain {
    HOUR("hour", ChronoUnit.HOURS),
    DAY("day", ChronoUnit.DAYS);

    private final String wireName;
    private final ChronoUnit unit;

    Grain(String wireName, ChronoUnit unit) {
        this.wireName = wireName;
        this.unit = unit;
    }

    /** The name used in the management API and in the database. */
    public String wireName() {
        return wireName;
    }

    long seconds() {
        return unit.getDuration().toSeconds();
    }

    /** When the period of this length began that a time is in. */
    public Instant start(Instant time) {
        return time.truncatedTo(unit);
    }

    /** When the first period begins that does not begin before a time. */
    public Instant ceiling(Instant time) {
        return start(time).equals(time) ? time : next(time);
    }

    /** When the period after the one that a time is in begins. */
    public Instant next(Instant time) {
        return start(time).plus(1, unit);
    }
}
