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
 */
public record ConnectionDefinition(
        String id, String name, boolean inferencing, Optional<URI> baseUrl, Authentication authentication) {
    public ConnectionDefinition {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(baseUrl, "baseUrl");
        Objects.requireNonNull(authentication, "authentication");
    }
}
