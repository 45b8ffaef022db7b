package org.externalmodels.inference.spi;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Something to ask a provider that is no inference: which models it has, whether a key is good. Without a body it is a
 * GET, otherwise a POST of JSON.
 *
 * @param authentication as for calls; a bare {@link Authentication.ProviderKey} goes out as a Bearer token
 * @param address where, with query
 * @param headers beside those of the authentication
 * @param body JSON
 * @param structure the wire format of the API that should answer; empty if it is that of no provider
 */
public record ProviderQuestion(
        Authentication authentication,
        URI address,
        Map<String, String> headers,
        Optional<String> body,
        Optional<ProviderStructure> structure) {
    public ProviderQuestion {
        Objects.requireNonNull(authentication, "authentication");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(structure, "structure");
        headers = Map.copyOf(headers);
    }

    /** What a list of models is asked with. */
    public static ProviderQuestion get(Authentication authentication, URI address) {
        return new ProviderQuestion(authentication, address, Map.of(), Optional.empty(), Optional.empty());
    }

    public ProviderQuestion with(String header, String value) {
        return new ProviderQuestion(authentication, address, Map.of(header, value), body, structure);
    }

    /** The same to an API of that wire format. */
    public ProviderQuestion to(ProviderStructure api) {
        return new ProviderQuestion(authentication, address, headers, body, Optional.of(api));
    }

    /** Without what may be secret. */
    @Override
    public String toString() {
        return (body.isPresent() ? "POST " : "GET ") + address.getRawAuthority() + address.getRawPath();
    }
}
