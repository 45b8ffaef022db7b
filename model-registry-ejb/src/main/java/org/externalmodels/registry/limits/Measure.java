package org.externalmodels.registry.limits;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** What a limit counts. */
public enum Measure {
    REQUESTS_PER_MINUTE("requests-per-minute"),
    TOKENS_PER_MINUTE("tokens-per-minute"),
    CALLS_IN_FLIGHT("calls-in-flight"),
    MONEY_PER_DAY("day"),
    MONEY_PER_MONTH("month");

    private final String wireName;

    Measure(String wireName) {
        this.wireName = wireName;
    }

    /** The name used in the management API: that of the measure, of a budget that of its period. */
    public String wireName() {
        return wireName;
    }

    public boolean isMoney() {
        return this == MONEY_PER_DAY || this == MONEY_PER_MONTH;
    }

    boolean isRate() {
        return this == REQUESTS_PER_MINUTE || this == TOKENS_PER_MINUTE;
    }

    /** When the window began that holds a time: days and months are those of UTC, the others are told of once an hour. */
    Instant windowStart(Instant time) {
        LocalDate day = time.atZone(ZoneOffset.UTC).toLocalDate();
        return switch (this) {
            case MONEY_PER_DAY -> start(day);
            case MONEY_PER_MONTH -> start(day.withDayOfMonth(1));
            default -> Instant.ofEpochSecond(time.getEpochSecond() / 3_600 * 3_600);
        };
    }

    Instant windowEnd(Instant time) {
        LocalDate day = time.atZone(ZoneOffset.UTC).toLocalDate();
        return switch (this) {
            case MONEY_PER_DAY -> start(day.plusDays(1));
            case MONEY_PER_MONTH -> start(day.withDayOfMonth(1).plusMonths(1));
            default -> windowStart(time).plus(Duration.ofHours(1));
        };
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The measure of a name used in the management API. */
    public static Optional<Measure> ofWireName(String wireName) {
        for (Measure measure : values()) {
            if (measure.wireName.equals(wireName)) {
                return Optional.of(measure);
            }
        }
        return Optional.empty();
    }
}
