package org.externalmodels.connector.routing;

import java.time.Duration;

/** Time that passes when a test says so. It begins just before the number overflows, where careless comparisons fail. */
final class Clock {

    private long now = Long.MAX_VALUE - Duration.ofSeconds(5).toNanos();

    long now() {
        return now;
    }

    Clock pass(Duration time) {
        now += time.toNanos();
        return this;
    }
}
