package org.externalmodels.registry.traces;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Makes values fit their columns. */
final class Fitting {

    private static final char REPLACEMENT = '\uFFFD';
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2999-01-01T00:00:00Z");

    private Fitting() {}

    /**
     * Cuts a text to a length, with an ellipsis, and replaces what PostgreSQL stores in no text: NUL, and halves of
     * surrogate pairs.
     */
    static String text(String text, int longest) {
        return text.length() <= longest && isStorable(text) ? text : fitting(text, longest);
    }

    private static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    private static String fitting(String text, int longest) {
        StringBuilder fitting = new StringBuilder(Math.min(text.length(), longest));
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (fitting.length() + (pair ? 2 : 1) > longest) {
                return ellipsis(fitting, longest);
            }
            if (pair) {
                fitting.append(c).append(text.charAt(i + 1));
                i++;
            } else {
                fitting.append(c == 0 || Character.isSurrogate(c) ? REPLACEMENT : c);
            }
        }
        return fitting.toString();
    }

    private static String ellipsis(StringBuilder fitting, int longest) {
        int end = Math.min(fitting.length(), longest - 1);
        if (end > 0 && Character.isHighSurrogate(fitting.charAt(end - 1))) {
            end--;
        }
        fitting.setLength(end);
        return fitting.append('…').toString();
    }

    /** Letters, digits and marks of ASCII, and a question mark for anything else. */
    static String ascii(String text, int longest) {
        String cut = text.length() > longest ? text.substring(0, longest) : text;
        return cut.replaceAll("[^ -~]", "?");
    }

    /** Microseconds are kept, and times that a broken clock gives are brought into reach. */
    static Instant time(Instant time) {
        Instant micros = time.truncatedTo(ChronoUnit.MICROS);
        return micros.isBefore(EARLIEST) ? EARLIEST : micros.isAfter(LATEST) ? LATEST : micros;
    }
}
