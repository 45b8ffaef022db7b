package org.externalmodels.integration.server;

import java.net.URI;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits until a server that was started serves its applications. */
final class Serving {

    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private Serving() {}

    /**
     * Waits.
     *
     * @param gone whether there is nothing to wait for any more
     * @return whether it serves
     */
    static boolean begins(Deployment deployment, URI base, BooleanSupplier gone) {
        HttpCalls http = new HttpCalls(base);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!deployment.isServed(http)) {
            if (gone.getAsBoolean() || System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
