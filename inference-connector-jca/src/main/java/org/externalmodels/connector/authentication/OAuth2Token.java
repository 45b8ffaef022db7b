package org.externalmodels.connector.authentication;

import java.time.Instant;

/**
 * An access token (RFC 6749 section 5.1).
 *
 * @param value as it is sent
 * @param refreshToken a new one, if the server gave one; {@code null} otherwise
 */
record OAuth2Token(String value, String refreshToken, Instant obtained, Instant expires) implements TimedCredential {

    @Override
    public String toString() {
        return "OAuth2Token[until " + expires + "]";
    }
}
