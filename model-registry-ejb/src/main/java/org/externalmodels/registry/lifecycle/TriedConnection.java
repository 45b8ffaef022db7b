package org.externalmodels.registry.lifecycle;

import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.ConnectionDefinition;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.Secret;

/**
 * A connection as it is tried, with what must not have changed when the result is noted.
 *
 * @param definition the model with this connection alone, switched on
 * @param origin where the call goes
 * @param fingerprint of the key that is stored for there, empty if none is
 * @param version of the connection
 */
public record TriedConnection(ModelDefinition definition, String origin, Optional<String> fingerprint, long version) {

    static ModelDefinition alone(ModelDefinition model, String connectionId, Optional<Secret> otherKey) {
        ConnectionDefinition connection = model.connections().stream()
                .filter(candidate -> candidate.id().equals(connectionId))
                .findFirst()
                .orElseThrow();
        Authentication authentication =
                otherKey.<Authentication>map(Authentication.ProviderKey::new).orElse(connection.authentication());
        ConnectionDefinition tried = new ConnectionDefinition(
                connection.id(),
                connection.name(),
                true,
                connection.baseUrl(),
                authentication,
                connection.weight(),
                connection.priority());
        return new ModelDefinition(
                model.id(),
                model.name(),
                model.revision(),
                model.status(),
                true,
                model.structure(),
                model.endpoint(),
                model.providerModel(),
                model.headers(),
                model.template(),
                model.features(),
                model.modalities(),
                model.timeouts(),
                model.capture(),
                List.of(tried));
    }

    /** The connection's name. */
    public String name() {
        return definition.connections().get(0).name();
    }
}
