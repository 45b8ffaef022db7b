package org.externalmodels.registry.exchange;

import java.util.Objects;
import java.util.Optional;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.definition.AwsAccess;
import org.externalmodels.registry.lifecycle.GivenConnection;
import org.externalmodels.registry.model.Connection;

/**
 * A connection as the document has it.
 *
 * @param name unique in its model
 * @param baseUrl in place of the model's endpoint
 * @param weight its share of the calls, 1 if {@code null}
 * @param priority smaller ones come first, 0 if {@code null}
 * @param inferencing its switch, on if {@code null}
 * @param secret its key; {@code null} keeps what is there
 */
record ExchangedConnection(
        String name,
        String baseUrl,
        String roleArn,
        String region,
        String stsRegion,
        String externalId,
        Integer weight,
        Integer priority,
        Boolean inferencing,
        SecretReference secret) {

    ExchangedConnection {
        Objects.requireNonNull(name, "name");
        weight = weight == null ? Connection.USUAL_WEIGHT : weight;
        priority = priority == null ? 0 : priority;
        inferencing = inferencing == null ? Boolean.TRUE : inferencing;
    }

    GivenConnection given(Optional<Secret> key) {
        return new GivenConnection(
                name,
                key,
                Optional.ofNullable(baseUrl),
                new AwsAccess(roleArn, region, stsRegion, externalId),
                Optional.of(weight),
                Optional.of(priority));
    }
}
