package org.externalmodels.registry.lifecycle;

import java.util.ArrayList;
import java.util.List;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.audit.AuditTarget;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.lifecycle.Workshop.Change;
import org.externalmodels.registry.model.Connection;
import org.externalmodels.registry.model.Keys;
import org.externalmodels.registry.model.Model;

/**
 * The keys of connections when a definition takes the place of another one: due again where calls will go to another host.
 *
 * @param by who edits
 * @param definition the one that calls will be made by
 */
record KeysAgain(Workshop workshop, Actor by, Model model, Definition definition) {

    /**
     * Stores the keys that are given, and lets those that were given before there was an endpoint go to the first one.
     *
     * @return what has still to be given
     */
    List<DefinitionProblem> take(List<GivenConnection> given) {
        List<Connection> connections = workshop.models.connections(model);
        for (int i = 0; i < given.size(); i++) {
            take("connections[" + i + "]", given.get(i), connections);
        }
        for (Connection connection : connections) {
            if (KeyOwnership.mayChange(by, connection)) {
                workshop.keys.bind(model, connection, origin(connection));
            }
        }
        return workshop.keys.withoutKeyFor(model, definition).stream()
                .map(connection -> DefinitionProblem.of("connections", due(connection)))
                .toList();
    }

    private void take(String at, GivenConnection given, List<Connection> connections) {
        Connection connection = connections.stream()
                .filter(candidate -> candidate.isNamed(given.name()))
                .findFirst()
                .orElseThrow(() -> RegistryException.invalid(
                        at + ".name", "The model has no connection " + given.name() + "; add it separately"));
        refuseMalformed(at, given);
        given.apiKey().ifPresent(key -> replace(connection, key));
    }

    private void replace(Connection connection, Secret key) {
        KeyOwnership.check(by, connection);
        KeyOwnership.checkUnbound(by, connection, origin(connection));
        workshop.keys.give(model, connection, origin(connection), key);
        workshop.models.touch(connection);
        workshop.note(
                by,
                new Change(
                        "connection.rotated",
                        AuditTarget.of(model, connection),
                        AuditView.of(connection),
                        AuditView.of(connection, true)));
    }

    private static void refuseMalformed(String at, GivenConnection given) {
        List<DefinitionProblem> problems = new ArrayList<>();
        DefinitionRules.key(given.apiKey(), problems);
        try {
            DefinitionCheck.refuse(problems);
        } catch (RegistryException refused) {
            throw refused.under(at);
        }
    }

    private String due(Connection connection) {
        return workshop.keys.unbound(model, connection)
                ? "The key of " + connection.name() + " was given before there was an endpoint: " + connection.addedBy()
                        + " or an administrator sets the first one"
                : "The endpoint moves to another host: give the key of " + connection.name() + " again";
    }

    private String origin(Connection connection) {
        return Keys.origin(definition, connection.baseUrl());
    }
}
