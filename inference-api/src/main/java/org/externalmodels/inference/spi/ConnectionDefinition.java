package org.externalmodels.inference.spi;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * One set of credentials of a model.
 *
 * @param id never changes and is never used again
 * @param name unique in its model
 * @param inferencing the connection's switch
 * @param baseUrl in place of the scheme, host and path prefix of the model's endpoint
 * @param authentication what is sent to the provider
 * @param weight its share of the calls among connections of one priority, from 1
 * @param priority from 0; connections of a smaller one come first
 */
public record ConnectionDefinition(
        String id,
        String name,
        boolean inferencing,
        Optional<URI> baseUrl,
        Authentication authentication,
        int weight,
        int priority) {
    public ConnectionDefinition {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(baseUrl, "baseUrl");
        Objects.requireNonNull(authentication, "authentication");
        if (weight < 1 || priority < 0) {
            throw new IllegalArgumentException(
                    "A weight must be at least 1 and a priority at least 0, not " + weight + " and " + priority);
        }
    }

    /** A connection that calls are not steered to or away from. */
    public ConnectionDefinition(
            String id, String name, boolean inferencing, Optional<URI> baseUrl, Authentication authentication) {
        this(id, name, inferencing, baseUrl, authentication, 1, 0);
    }
}
