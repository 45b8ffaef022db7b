package org.externalmodels.registry.support;

import java.time.Instant;
import org.externalmodels.registry.analytics.UsageFact;

/** Attempts of which a test says little. */
public final class UsageFacts {

    private UsageFacts() {}

    /** A call of an application's that succeeded, with one token read and one written, at an unknown cost. */
    public static UsageFact call(Instant time, String model, String caller, long millis) {
        return new UsageFact(
                time,
                model,
                "main",
                "claims",
                null,
                caller,
                null,
                "application",
                null,
                null,
                millis,
                millis,
                null,
                1L,
                1L,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
