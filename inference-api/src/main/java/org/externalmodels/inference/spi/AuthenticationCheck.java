package org.externalmodels.inference.spi;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What an authentication adds to a call, for people to see. Secrets are masked.
 *
 * @param headers by name
 * @param query by the parameter's name
 * @param expires when the credentials that were fetched end; empty for fixed ones
 */
public record AuthenticationCheck(Map<String, String> headers, Map<String, String> query, Optional<Instant> expires) {
    public AuthenticationCheck {
        headers = Map.copyOf(headers);
        query = Map.copyOf(query);
        Objects.requireNonNull(expires, "expires");
    }
}
