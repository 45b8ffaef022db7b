package org.externalmodels.registry.billing;

import java.time.Duration;
import java.time.Instant;
import org.externalmodels.registry.RegistryException;

/** A time whose calls are gone through again. */
final class PastTime {

    private static final Duration LONGEST = Duration.ofDays(32);

    private PastTime() {}

    /**
     * Lets a time through that is neither empty nor too long.
     *
     * @throws RegistryException if it is
     */
    static void check(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw RegistryException.invalid("to", "must be later than from");
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw RegistryException.invalid("to", "must be at most " + LONGEST.toDays() + " days after from");
        }
    }
}
