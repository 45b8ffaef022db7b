package org.externalmodels.admin.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How values are written for people, the same on every page. */
@Named("wording")
@ApplicationScoped
public class Wording {

    /** What stands for a number that nobody knows. */
    static final String UNKNOWN = "unknown";

    private static final DateTimeFormatter TO_THE_MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter TO_THE_SECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter TO_THE_MILLISECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    private final ZoneId zone;

    public Wording() {
        this(ZoneId.systemDefault());
    }

    Wording(ZoneId zone) {
        this.zone = zone;
    }

    /** The time zone of every time shown: the server's. */
    public String getZone() {
        return zone.getRules().equals(ZoneOffset.UTC.getRules()) ? "UTC" : zone.getId();
    }

    /** What stands for what nobody knows. */
    public String getUnknown() {
        return UNKNOWN;
    }

    public ZoneId zone() {
        return zone;
    }

    public String minute(Instant time) {
        return TO_THE_MINUTE.format(time.atZone(zone));
    }

    public String second(Instant time) {
        return TO_THE_SECOND.format(time.atZone(zone));
    }

    public String exact(Instant time) {
        return TO_THE_MILLISECOND.format(time.atZone(zone));
    }

    /** A duration; {@code null} is one that never came about. */
    public String millis(Long millis) {
        if (millis == null) {
            return "–";
        }
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", Math.floor(millis / 100.0) / 10);
        }
        return millis / 60_000 + " min " + millis % 60_000 / 1_000 + " s";
    }

    /** A number of tokens; {@code null} is unknown, which is not zero. */
    public String tokens(Long tokens) {
        return tokens == null ? UNKNOWN : String.format(Locale.ROOT, "%,d", tokens);
    }
}
