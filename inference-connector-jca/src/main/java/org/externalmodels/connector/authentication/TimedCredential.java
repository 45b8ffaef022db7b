package org.externalmodels.connector.authentication;

import java.time.Duration;
import java.time.Instant;

/** A credential that is good for a while only. */
interface TimedCredential {

    Duration SAFETY = Duration.ofMinutes(1);

    /** When it came. */
    Instant obtained();

    /** When it ends. */
    Instant expires();

    /** Whether a call that begins now gets through with it. */
    default boolean isFresh(Instant now) {
        Duration tenth = lifetime().dividedBy(10);
        return now.isBefore(expires().minus(tenth.compareTo(SAFETY) < 0 ? tenth : SAFETY));
    }

    /** Three quarters through: 15 minutes are left of the usual hour. */
    default Instant renewal() {
        return obtained().plus(lifetime().multipliedBy(3).dividedBy(4));
    }

    private Duration lifetime() {
        return Duration.between(obtained(), expires());
    }
}
