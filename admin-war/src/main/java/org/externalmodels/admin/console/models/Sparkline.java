package org.externalmodels.admin.console.models;

import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.externalmodels.registry.analytics.UsagePoint;

/**
 * The attempts of thirty days in a few pixels, as the points of an SVG polyline.
 *
 * @param points in a box of {@value #WIDTH} by {@value #HEIGHT}
 * @param requests attempts in all
 * @param failures of them, those that are not complete
 */
public record Sparkline(String points, long requests, long failures) implements Serializable {

    static final int WIDTH = 120;
    static final int HEIGHT = 24;
    static final int DAYS = 30;

    private static final int EDGE = 2;

    /** @param from the first of the days, at its begin */
    static Sparkline of(List<UsagePoint> days, Instant from) {
        long[] perDay = new long[DAYS + 1];
        long requests = 0;
        long failures = 0;
        for (UsagePoint day : days) {
            int place = (int) ChronoUnit.DAYS.between(from, day.time());
            if (place >= 0 && place < perDay.length) {
                perDay[place] += day.requests();
            }
            requests += day.requests();
            failures += day.failures();
        }
        return new Sparkline(points(perDay), requests, failures);
    }

    private static String points(long[] perDay) {
        long most = 1;
        for (long attempts : perDay) {
            most = Math.max(most, attempts);
        }
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < perDay.length; i++) {
            double x = (double) WIDTH * i / (perDay.length - 1);
            double y = HEIGHT - EDGE - (HEIGHT - 2.0 * EDGE) * perDay[i] / most;
            points.append(String.format(Locale.ROOT, i == 0 ? "%.1f,%.1f" : " %.1f,%.1f", x, y));
        }
        return points.toString();
    }

    public boolean isUnused() {
        return requests == 0;
    }

    /** The same for whoever cannot see it. */
    public String getSentence() {
        if (requests == 0) {
            return "No attempts in the last 30 days";
        }
        String attempts = requests == 1 ? "attempt" : "attempts";
        return String.format(Locale.ROOT, "%,d %s in the last 30 days, %,d failed", requests, attempts, failures);
    }
}
