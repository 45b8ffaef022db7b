package org.externalmodels.registry.providers;

import java.util.Objects;
import java.util.Optional;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.definition.AwsAccess;

/**
 * What is needed to ask a provider, not stored anywhere.
 *
 * @param apiKey empty with a role
 * @param baseUrl in place of the provider's own address
 * @param access for Amazon Bedrock
 */
public record ProviderCredentials(Optional<Secret> apiKey, Optional<String> baseUrl, AwsAccess access) {
    public ProviderCredentials {
        apiKey = apiKey.filter(key -> !key.reveal().isBlank());
        baseUrl = baseUrl.map(String::strip).filter(url -> !url.isEmpty());
        Objects.requireNonNull(access, "access");
    }
}
