package org.externalmodels.inference.spi;

import java.net.URI;
import java.util.Objects;

/**
 * What the owner of an account gave a client to fetch tokens with (RFC 6749 section 4.1).
 *
 * @param code good once and for a short time
 * @param redirectUri where it was delivered, as the authorization endpoint was told
 * @param verifier whose hash the authorization endpoint was given (RFC 7636)
 */
public record AuthorizationCode(Secret code, URI redirectUri, Secret verifier) {
    public AuthorizationCode {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(redirectUri, "redirectUri");
        Objects.requireNonNull(verifier, "verifier");
    }
}
