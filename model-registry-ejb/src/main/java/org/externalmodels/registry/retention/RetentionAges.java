package org.externalmodels.registry.retention;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * After how many days what is kept is deleted; {@code null}: never. Audit entries are never deleted.
 *
 * @param bodies requests and answers as captured
 * @param traces whole rows, and what was captured with them
 * @param hours sums per hour
 * @param days sums per day
 */
public record RetentionAges(Integer bodies, Integer traces, Integer hours, Integer days) {

    /** A month of bodies, thirteen of traces and hours, days for ever. */
    public static final RetentionAges DEFAULTS = new RetentionAges(30, 400, 400, null);

    private static final int MOST = 36_500;

    public RetentionAges {
        check("bodies", bodies);
        check("traces", traces);
        check("hours", hours);
        check("days", days);
    }

    /** What goes earlier than with other ages, or at all, each by its name here with its age. */
    public Map<String, Integer> shorterThan(RetentionAges others) {
        Map<String, Integer> shorter = new LinkedHashMap<>();
        compare("bodies", bodies, others.bodies, shorter);
        compare("traces", traces, others.traces, shorter);
        compare("hours", hours, others.hours, shorter);
        compare("days", days, others.days, shorter);
        return shorter;
    }

    private static void compare(String name, Integer age, Integer other, Map<String, Integer> shorter) {
        if (age != null && (other == null || age < other)) {
            shorter.put(name, age);
        }
    }

    private static void check(String name, Integer age) {
        if (age != null && (age < 1 || age > MOST)) {
            throw new IllegalArgumentException(
                    name + " must be a number of days from 1 to " + MOST + ", or none for ever");
        }
    }
}
