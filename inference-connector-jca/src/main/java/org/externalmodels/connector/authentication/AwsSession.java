package org.externalmodels.connector.authentication;

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
record AwsSession(String accessKeyId, String secretAccessKey, String token, Instant obtained, Instant expires)
        implements TimedCredential {

    /** Without what is secret in it. */
    @Override
    public String toString() {
        return "AwsSession[" + accessKeyId + ", until " + expires + "]";
    }
}
