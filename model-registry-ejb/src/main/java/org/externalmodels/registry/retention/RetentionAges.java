package org.externalmodels.registry.retention;

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

    private static void check(String name, Integer age) {
        if (age != null && (age < 1 || age > MOST)) {
            throw new IllegalArgumentException(name + " is a number of days from 1 to " + MOST + ", or null for ever");
        }
    }
}
