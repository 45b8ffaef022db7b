package org.externalmodels.admin.console.traces;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * A period to look at; an empty end is open.
 *
 * @param from the earliest moment
 * @param to before which
 */
record Period(Optional<Instant> from, Optional<Instant> to) {

    static final String CUSTOM = "custom";

    private static final Map<String, Duration> PRESETS = Map.of(
            "1h", Duration.ofHours(1), "24h", Duration.ofDays(1), "7d", Duration.ofDays(7), "30d", Duration.ofDays(30));

    private static final Period ALWAYS = new Period(Optional.empty(), Optional.empty());

    /**
     * Reads the parameters of an address.
     *
     * @param range a preset, or {@link #CUSTOM} for the times given; all time if it is neither
     */
    static Period of(String range, String from, String to, ZoneId zone, Instant now) {
        if (CUSTOM.equals(range)) {
            return new Period(moment(from, zone), moment(to, zone));
        }
        return range != null && PRESETS.containsKey(range)
                ? new Period(Optional.of(now.minus(PRESETS.get(range))), Optional.empty())
                : ALWAYS;
    }

    private static Optional<Instant> moment(String text, ZoneId zone) {
        try {
            return text == null || text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(LocalDateTime.parse(text).atZone(zone).toInstant());
        } catch (DateTimeParseException meaningless) {
            return Optional.empty();
        }
    }
}
