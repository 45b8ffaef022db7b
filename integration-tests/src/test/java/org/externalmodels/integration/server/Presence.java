package org.externalmodels.integration.server;

import org.junit.jupiter.api.Assumptions;

/** Programs that a machine may lack. A developer's may, and the test is skipped for all to see; the build server may not. */
public final class Presence {

    private Presence() {}

    public static <T> T required(String what, T found) {
        if (found == null) {
            String message = "There is no " + what + " on this machine";
            if (Boolean.parseBoolean(System.getenv("CI"))) {
                throw new AssertionError(message + ", but CI is true and needs it.");
            }
            Assumptions.abort(message + ": skipped.");
        }
        return found;
    }
}
