package org.externalmodels.registry.lifecycle;

import java.util.Objects;
import java.util.Optional;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.definition.AwsAccess;

/**
 * A connection as people write it.
 *
 * @param name unique in its model and fixed
 * @param apiKey the key, empty if the provider needs none or, where a connection exists, to keep it
 * @param baseUrl in place of the scheme, host and path prefix of the model's endpoint; that of the region if only one is given
 * @param access how it gets at models of Amazon Bedrock
 */
public record GivenConnection(String name, Optional<Secret> apiKey, Optional<String> baseUrl, AwsAccess access) {

    public GivenConnection {
        Objects.requireNonNull(name, "name");
        name = name.strip();
        apiKey = apiKey.filter(key -> !key.reveal().isEmpty() && !key.reveal().equals(Secret.MASK));
        Objects.requireNonNull(access, "access");
        baseUrl = baseUrl.map(String::strip).filter(url -> !url.isEmpty()).or(access::endpoint);
    }

    /** A connection that has nothing to do with AWS. */
    public GivenConnection(String name, Optional<Secret> apiKey, Optional<String> baseUrl) {
        this(name, apiKey, baseUrl, AwsAccess.NONE);
    }

    /** A connection with a key and without a base URL of its own. */
    public static GivenConnection of(String name, String apiKey) {
        return new GivenConnection(name, Optional.ofNullable(apiKey).map(Secret::of), Optional.empty());
    }
}
