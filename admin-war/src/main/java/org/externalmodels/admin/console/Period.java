package org.externalmodels.admin.console;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.registry.DatabaseTime;
import org.externalmodels.registry.RegistryException;

/**
 * A time to look at, as an address says it.
 *
 * @param name of a preset, {@link #CUSTOM} for the times given, anything else for all time
 * @param from where a custom period begins, as date and time of the server's zone; {@code null} if it is open
 * @param to where it ends
 */
public record Period(String name, String from, String to) implements Serializable {

    public static final String CUSTOM = "custom";

    /** All time. */
    public static final String ALL = "all";

    private static final Map<String, Duration> LENGTHS = Map.of(
            "1h", Duration.ofHours(1), "24h", Duration.ofDays(1), "7d", Duration.ofDays(7), "30d", Duration.ofDays(30));

    private static final List<String> CALENDAR = List.of("today", "yesterday", "month", "last-month");

    /** Reads the parameters of an address; without a known name it is the one that the page opens with. */
    public static Period of(String name, String from, String to, String otherwise) {
        boolean times = Typed.orNull(from) != null || Typed.orNull(to) != null;
        String known = name != null && (LENGTHS.containsKey(name) || CALENDAR.contains(name) || ALL.equals(name))
                ? name
                : CUSTOM.equals(name) || times ? CUSTOM : otherwise;
        return known.equals(CUSTOM)
                ? new Period(CUSTOM, Typed.orNull(from), Typed.orNull(to))
                : new Period(known, null, null);
    }

    public boolean custom() {
        return CUSTOM.equals(name);
    }

    /**
     * When it begins and ends.
     *
     * @param begin its earliest moment, empty if it is open
     * @param end the moment before which it is, empty if it is open
     */
    public record Bounds(Optional<Instant> begin, Optional<Instant> end) {

        public Bounds {
            if (begin.isPresent() && end.isPresent() && !begin.get().isBefore(end.get())) {
                throw RegistryException.invalid("to", "must be later than From");
            }
        }
    }

    /**
     * Its moments as seen from now.
     *
     * @throws RegistryException if it ends before it begins, or in a year that no record can be of
     */
    public Bounds bounds(ZoneId zone, Instant now) {
        return new Bounds(begin(zone, now), end(zone, now));
    }

    private Optional<Instant> begin(ZoneId zone, Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return switch (name) {
            case CUSTOM -> moment("from", from, zone);
            case "today" -> start(today, zone);
            case "yesterday" -> start(today.minusDays(1), zone);
            case "month" -> start(today.withDayOfMonth(1), zone);
            case "last-month" -> start(today.minusMonths(1).withDayOfMonth(1), zone);
            default -> Optional.ofNullable(LENGTHS.get(name)).map(now::minus);
        };
    }

    private Optional<Instant> end(ZoneId zone, Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return switch (name) {
            case CUSTOM -> moment("to", to, zone);
            case "yesterday" -> start(today, zone);
            case "last-month" -> start(today.with(TemporalAdjusters.firstDayOfMonth()), zone);
            default -> Optional.empty();
        };
    }

    private static Optional<Instant> start(LocalDate day, ZoneId zone) {
        return Optional.of(day.atStartOfDay(zone).toInstant());
    }

    private static Optional<Instant> moment(String field, String text, ZoneId zone) {
        Instant moment;
        try {
            if (text == null) {
                return Optional.empty();
            }
            moment = LocalDateTime.parse(text).atZone(zone).toInstant();
        } catch (DateTimeParseException meaningless) {
            return Optional.empty();
        }
        if (!DatabaseTime.fits(moment)) {
            throw RegistryException.invalid(field, "must be in one of the years 1 to 9999");
        }
        return Optional.of(moment);
    }

    /** The same as part of an address. */
    public Address in(Address address) {
        return address.with("period", name).with("from", from).with("to", to);
    }
}
