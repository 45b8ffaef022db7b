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
        Timeouts defaults = Timeouts.DEFAULTS;
        return new Timeouts(
                orElse(connect, defaults.connect()),
                orElse(responseHeader, defaults.responseHeader()),
                orElse(idle, defaults.idle()),
                orElse(total, defaults.total()));
    }

    private static Duration orElse(Integer millis, Duration otherwise) {
        return millis == null || millis <= 0 ? otherwise : Duration.ofMillis(millis);
    }
}
