package org.externalmodels.registry.definition;

import java.time.Duration;
import org.externalmodels.inference.spi.Timeouts;

/**
 * A model's limits in milliseconds; {@code null} takes the default.
 *
 * @param connect until the socket stands
 * @param responseHeader until the answer begins
 * @param idle between two pieces of the answer
 * @param total for the whole call
 */
public record TimeLimits(Integer connect, Integer responseHeader, Integer idle, Integer total) {

    /** The defaults for all. */
    public static final TimeLimits NONE = new TimeLimits(null, null, null, null);

    /** The limits as the adapter knows them; one that is not above zero counts as not given. */
    public Timeouts published() {
        return new Timeouts(limit(connect), limit(responseHeader), limit(idle), limit(total));
    }

    private static Duration limit(Integer millis) {
        return millis == null || millis <= 0 ? null : Duration.ofMillis(millis);
    }
}
