package org.externalmodels.registry.lifecycle;

import java.util.Optional;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.model.Connection;
import org.externalmodels.registry.model.Keys;
import org.externalmodels.registry.model.Model;
import org.externalmodels.registry.model.Models;
import org.externalmodels.registry.model.Profile;

/**
 * What a connection proves itself with, and where: what is found of it counts for nothing else.
 *
 * @param origin where calls go
 * @param fingerprint of the connection's key for there, or of the profile as it is; empty if there is none
 */
record TriedCredentials(String origin, Optional<String> fingerprint) {

    static TriedCredentials of(Models models, Keys keys, Model model, Definition definition, Connection connection) {
        String origin = Keys.origin(definition, connection.baseUrl());
        return new TriedCredentials(
                origin,
                definition.profileName().isPresent()
                        ? definition
                                .profileName()
                                .flatMap(models.profiles()::named)
                                .map(Profile::fingerprint)
                        : keys.fingerprint(model, connection, origin));
    }
}
