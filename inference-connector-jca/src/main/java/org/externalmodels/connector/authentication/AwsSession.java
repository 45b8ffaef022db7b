package org.externalmodels.connector.authentication;

import java.time.Duration;
import java.time.Instant;

/**
 * Credentials that a role gave for a while.
 *
 * @param accessKeyId names the credentials
 * @param secretAccessKey signs, and is never sent
 * @param token is sent with each call
 * @param obtained when they came
 * @param expires when they end
 */
record AwsSession(String accessKeyId, String secretAccessKey, String token, Instant obtained, Instant expires) {

    private static final Duration SAFETY = Duration.ofMinutes(1);

    /** Whether a call that begins now gets through with them. */
    boolean isFresh(Instant now) {
        Duration tenth = lifetime().dividedBy(10);
        return now.isBefore(expires.minus(tenth.compareTo(SAFETY) < 0 ? tenth : SAFETY));
    }

    /** Three quarters through: 15 minutes are left of the usual hour. */
    Instant renewal() {
        return obtained.plus(lifetime().multipliedBy(3).dividedBy(4));
    }

    private Duration lifetime() {
        return Duration.between(obtained, expires);
    }

    /** Without what is secret in it. */
    @Override
    public String toString() {
        return "AwsSession[" + accessKeyId + ", until " + expires + "]";
    }
}
