package org.externalmodels.registry.lifecycle;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.definition.AwsAccess;
import org.externalmodels.registry.model.Connection;

/**
 * A connection as people write it.
 *
 * @param name unique in its model and fixed
 * @param apiKey the key, empty if the provider needs none or, where a connection exists, to keep it
 * @param baseUrl in place of the scheme, host and path prefix of the model's endpoint; that of the region if only one is given
 * @param access how it gets at models of Amazon Bedrock
 * @param weight its share of the calls among connections of one priority, 1 to 100, 1 if empty
 * @param priority from 0 to 100, smaller ones come first, 0 if empty
 */
public record GivenConnection(
        String name,
        Optional<Secret> apiKey,
        Optional<String> baseUrl,
        AwsAccess access,
        Optional<Integer> weight,
        Optional<Integer> priority) {

    /** The weight of a connection that nobody gave another. */
    public static final int USUAL_WEIGHT = Connection.USUAL_WEIGHT;

    private static final Pattern VERSION = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}(-preview)?");

    public GivenConnection {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(weight, "weight");
        Objects.requireNonNull(priority, "priority");
        name = name.strip();
        // What a key was pasted with is no part of it.
        apiKey = apiKey.map(key -> Secret.of(key.reveal().strip()));
        apiKey = apiKey.filter(key -> !key.reveal().isEmpty() && !key.reveal().equals(Secret.MASK));
        Objects.requireNonNull(access, "access");
        baseUrl = baseUrl.map(String::strip).filter(url -> !url.isEmpty()).or(access::endpoint);
    }

    /** A connection that calls are not steered to or away from. */
    public GivenConnection(String name, Optional<Secret> apiKey, Optional<String> baseUrl, AwsAccess access) {
        this(name, apiKey, baseUrl, access, Optional.empty(), Optional.empty());
    }

    /** A connection that has nothing to do with AWS. */
    public GivenConnection(
            String name,
            Optional<Secret> apiKey,
            Optional<String> baseUrl,
            Optional<Integer> weight,
            Optional<Integer> priority) {
        this(name, apiKey, baseUrl, AwsAccess.NONE, weight, priority);
    }

    /** The same that calls are not steered to or away from. */
    public GivenConnection(String name, Optional<Secret> apiKey, Optional<String> baseUrl) {
        this(name, apiKey, baseUrl, AwsAccess.NONE);
    }

    /**
     * The base URL with the version in its query, where Azure's calls have it.
     *
     * @param version a date, {@code null} or empty for the usual one
     */
    public static Optional<String> address(Optional<String> base, String version) {
        if (version == null || version.isBlank()) {
            return base;
        }
        if (!VERSION.matcher(version.strip()).matches()) {
            throw RegistryException.invalid("apiVersion", "must be a date, such as 2024-10-21 or 2025-04-01-preview");
        }
        String plain = base.filter(url -> !url.isBlank())
                .orElseThrow(() -> RegistryException.invalid("baseUrl", "is required with apiVersion"))
                .strip()
                .replaceFirst("\\?.*", "");
        return Optional.of(plain + "?api-version=" + version.strip());
    }

    /** A connection with a key and without a base URL of its own. */
    public static GivenConnection of(String name, String apiKey) {
        return new GivenConnection(name, Optional.ofNullable(apiKey).map(Secret::of), Optional.empty());
    }
}
