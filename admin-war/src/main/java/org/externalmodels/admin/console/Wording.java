package org.externalmodels.admin.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;
import org.externalmodels.inference.spi.BodyCapture;

/** How values are written for people, the same on every page. */
@Named("wording")
@ApplicationScoped
public class Wording {

    /** What stands for a number that nobody knows. */
    static final String UNKNOWN = "unknown";

    private static final int CENTS = 2;
    private static final BigDecimal SMALLEST = new BigDecimal("0.000001");

    private static final DateTimeFormatter TO_THE_MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter TO_THE_SECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final Pattern ZEROS_OF_A_FRACTION = Pattern.compile("(?<=\\.\\d{0,3})0+$");

    private static final DateTimeFormatter TO_THE_MILLISECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    private final ZoneId zone;

    public Wording() {
        this(ZoneId.systemDefault());
    }

    /** For another zone than the server's. */
    public Wording(ZoneId zone) {
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

    /** A model by its name; {@code null} where nothing had the name that was asked for. */
    public String model(String name) {
        return name == null ? "no such model" : name;
    }

    /** A connection by its name; {@code null} where none was chosen. */
    public String connection(String name) {
        return name == null ? "no connection" : name;
    }

    /** How much is kept of what was said. */
    public String capture(BodyCapture capture) {
        return switch (capture) {
            case OFF -> "Nothing";
            case METADATA -> "Sizes and parameters";
            case FULL -> "All, without secrets";
        };
    }

    public ZoneId zone() {
        return zone;
    }

    public String minute(Instant time) {
        return TO_THE_MINUTE.format(time.atZone(zone));
    }

    /** The time of a day that everybody knows. */
    public String clock(Instant time) {
        return CLOCK.format(time.atZone(zone));
    }

    public String second(Instant time) {
        return TO_THE_SECOND.format(time.atZone(zone));
    }

    public String exact(Instant time) {
        return TO_THE_MILLISECOND.format(time.atZone(zone));
    }

    /** As an input for date and time gives it back, which leaves out zeros at the end: what was not changed is the same then. */
    public String input(Instant time) {
        String text = time.truncatedTo(ChronoUnit.MILLIS)
                .atZone(zone)
                .toLocalDateTime()
                .toString();
        return ZEROS_OF_A_FRACTION.matcher(text).replaceFirst("");
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

    /** A count. */
    public String count(Long number) {
        return number == null ? UNKNOWN : String.format(Locale.ROOT, "%,d", number);
    }

    /** A part of a whole. */
    public String rate(long part, long whole) {
        return whole == 0
                ? "–"
                : BigDecimal.valueOf(part)
                                .movePointRight(2)
                                .divide(BigDecimal.valueOf(whole), 1, RoundingMode.HALF_UP)
                                .toPlainString()
                        + " %";
    }

    /** A sum of money; {@code null} is unknown, which is not zero. */
    public String cost(BigDecimal sum, String currency) {
        if (sum == null) {
            return UNKNOWN;
        }
        String unit = currency == null ? "" : " " + currency;
        int digits = sum.abs().compareTo(BigDecimal.ONE) >= 0 ? CENTS : SMALLEST.scale();
        BigDecimal rounded = sum.setScale(digits, RoundingMode.HALF_UP);
        if (sum.signum() > 0 && rounded.signum() == 0) {
            return "< " + SMALLEST.toPlainString() + unit;
        }
        BigDecimal plain = rounded.stripTrailingZeros();
        return String.format(Locale.ROOT, "%,." + Math.max(plain.scale(), CENTS) + "f", plain) + unit;
    }

    /** A number of tokens; {@code null} is unknown, which is not zero. */
    public String tokens(Long tokens) {
        return tokens == null ? UNKNOWN : String.format(Locale.ROOT, "%,d", tokens);
    }
}
