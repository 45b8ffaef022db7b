package org.externalmodels.registry.catalog;

import java.time.Instant;
import java.util.Optional;
import org.externalmodels.registry.Verification;
import org.externalmodels.registry.definition.AwsAccess;

/**
 * A line of a model's connections.
 *
 * @param id never changes
 * @param modelId of its model
 * @param name fixed
 * @param addedBy who added it
 * @param addedOn when
 * @param lastUsed when a call last went through it, empty if none did
 * @param status how it is with it
 * @param inferencing its switch
 * @param baseUrl in place of the endpoint's
 * @param apiKey the mask if it has a key, empty if it has none
 * @param access how it gets at models of Amazon Bedrock
 * @param weight its share of the calls among connections of one priority
 * @param priority connections of a smaller one come first
 * @param place its place among connections of one priority
 * @param verification whether the provider takes its credentials, as far as is known
 * @param checkedBy who checked them last, empty if nobody did since they were given
 * @param checkedOn when
 * @param checkMessage what speaks against them, in the provider's words
 * @param version for the check that nobody else changed it
 */
public record ConnectionDetail(
        String id,
        String modelId,
        String name,
        String addedBy,
        Instant addedOn,
        Optional<Instant> lastUsed,
        ConnectionStatus status,
        boolean inferencing,
        Optional<String> baseUrl,
        Optional<String> apiKey,
        AwsAccess access,
        int weight,
        int priority,
        int place,
        Verification verification,
        Optional<String> checkedBy,
        Optional<Instant> checkedOn,
        Optional<String> checkMessage,
        long version) {}
