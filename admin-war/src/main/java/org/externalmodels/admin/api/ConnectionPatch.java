package org.externalmodels.admin.api;

import jakarta.json.JsonObject;
import java.util.Optional;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.catalog.ConnectionDetail;
import org.externalmodels.registry.definition.AwsAccess;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.lifecycle.GivenConnection;

/** A JSON merge patch of a connection: a member that is not there keeps what is. */
final class ConnectionPatch {

    private ConnectionPatch() {}

    static GivenConnection of(ConnectionDetail seen, JsonObject patch) {
        ModelBody.ConnectionBody body = JsonBody.read(
                ShownMembers.without(ShownMembers.OF_CONNECTION, "", patch, ModelJson.of(seen)),
                ModelBody.ConnectionBody.class);
        if (body.name() != null && !Definition.nameKey(body.name()).equals(Definition.nameKey(seen.name()))) {
            throw new ApiException(
                    422, "A connection's name is fixed", DefinitionProblem.of("name", "is fixed once saved"));
        }
        AwsAccess access = access(seen.access(), body.access(), patch);
        // An address that followed from the region follows from the next one too.
        Optional<String> kept = seen.baseUrl().equals(seen.access().endpoint()) ? access.endpoint() : seen.baseUrl();
        Optional<String> baseUrl = patch.containsKey("baseUrl") ? Optional.ofNullable(body.baseUrl()) : kept;
        return new GivenConnection(
                seen.name(),
                Optional.ofNullable(body.apiKey()).map(Secret::of),
                body.address(baseUrl),
                access,
                number(patch, "weight", body.weight(), GivenConnection.USUAL_WEIGHT),
                number(patch, "priority", body.priority(), 0));
    }

    private static AwsAccess access(AwsAccess seen, AwsAccess given, JsonObject patch) {
        return new AwsAccess(
                patch.containsKey("roleArn") ? given.roleArn() : seen.roleArn(),
                patch.containsKey("region") ? given.region() : seen.region(),
                patch.containsKey("stsRegion") ? given.stsRegion() : seen.stsRegion(),
                patch.containsKey("externalId") ? given.externalId() : seen.externalId());
    }

    /** With {@code null} a member goes back to what it is without anybody's word (RFC 7396). */
    private static Optional<Integer> number(JsonObject patch, String name, Integer given, int usual) {
        return Optional.ofNullable(patch.containsKey(name) && given == null ? (Integer) usual : given);
    }
}
