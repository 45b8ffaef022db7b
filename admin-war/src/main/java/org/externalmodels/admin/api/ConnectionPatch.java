package org.externalmodels.admin.api;

import jakarta.json.JsonObject;
import java.util.Optional;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.catalog.ConnectionDetail;
import org.externalmodels.registry.definition.Definition;

/** A JSON merge patch of a connection: a member that is not there keeps what is. */
record ConnectionPatch(Optional<Secret> apiKey, Optional<String> baseUrl) {

    static ConnectionPatch of(ConnectionDetail seen, JsonObject patch) {
        ModelBody.ConnectionBody body = JsonBody.read(
                ShownMembers.without(ShownMembers.OF_CONNECTION, "", patch, ModelJson.of(seen)),
                ModelBody.ConnectionBody.class);
        if (body.name() != null && !Definition.nameKey(body.name()).equals(Definition.nameKey(seen.name()))) {
            throw new ApiException(
                    422, "A connection's name is fixed", DefinitionProblem.of("name", "is fixed once saved"));
        }
        Optional<String> baseUrl = patch.containsKey("baseUrl") ? Optional.ofNullable(body.baseUrl()) : seen.baseUrl();
        return new ConnectionPatch(Optional.ofNullable(body.apiKey()).map(Secret::of), baseUrl);
    }
}
