package org.externalmodels.registry.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.audit.AuditTarget;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.lifecycle.Workshop.Change;
import org.externalmodels.registry.model.Connection;
import org.externalmodels.registry.model.Keys;
import org.externalmodels.registry.model.Model;

/** Adds connections to a model. */
final class NewConnections {

    private final Workshop workshop;
    private final Model model;
    private final Definition definition;

    NewConnections(Workshop workshop, Model model, Definition definition) {
        this.workshop = workshop;
        this.model = model;
        this.definition = definition;
    }

    /** Adds those that a new model comes with, and says what the audit log has of them. */
    List<Change> add(List<GivenConnection> given, String by, Instant at) {
        List<Change> added = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            try {
                added.add(added(add(given.get(i), by, at), given.get(i)));
            } catch (RegistryException refused) {
                throw refused.under("connections[" + i + "]");
            }
        }
        return added;
    }

    /** What the audit log has of a connection that was added. */
    Change added(Connection connection, GivenConnection given) {
        return new Change(
                "connection.added", AuditTarget.of(model, connection), null, AuditView.added(connection, given));
    }

    static List<DefinitionProblem> keyAndRole(GivenConnection given) {
        return given.apiKey().isPresent() && given.access().roleArn() != null
                ? List.of(DefinitionProblem.of("roleArn", "stands in place of apiKey: a connection has one of them"))
                : List.of();
    }

    /** All that is wrong with connections as they are written, whatever else there is. */
    static List<DefinitionProblem> problems(List<GivenConnection> given) {
        List<DefinitionProblem> problems = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String at = "connections[" + i + "].";
            for (DefinitionProblem problem : problems(given.get(i))) {
                problems.add(new DefinitionProblem(
                        at + problem.field(), problem.message(), problem.line(), problem.column()));
            }
        }
        return problems;
    }

    private static List<DefinitionProblem> problems(GivenConnection given) {
        List<DefinitionProblem> problems = new ArrayList<>();
        DefinitionRules.name("name", given.name(), problems);
        DefinitionRules.baseUrl("baseUrl", given.baseUrl(), problems);
        problems.addAll(given.access().problems());
        problems.addAll(keyAndRole(given));
        DefinitionRules.key(given.apiKey(), problems);
        DefinitionRules.preference(given.weight(), given.priority(), problems);
        return problems;
    }

    static void refuseTakenName(String name, List<Connection> there) {
        for (Connection other : there) {
            if (other.isNamed(name)) {
                throw RegistryException.taken("name", "The model already has a connection named " + other.name());
            }
        }
    }

    Connection add(GivenConnection given, String by, Instant at) {
        List<DefinitionProblem> problems = new ArrayList<>(problems(given));
        SecretHeaderOrigins.ofBaseUrl(workshop.models.definitions(model), given.baseUrl())
                .ifPresent(problems::add);
        DefinitionCheck.refuse(problems);

        List<Connection> there = workshop.models.connections(model);
        refuseTakenName(given.name(), there);
        int place = there.stream().mapToInt(Connection::place).max().orElse(-1) + 1;
        Connection connection =
                new Connection(model, place, given.name(), given.baseUrl().orElse(null), by, at);
        connection.reach(given.access());
        connection.prefer(
                given.weight().orElse(connection.weight()), given.priority().orElse(connection.priority()));
        workshop.models.add(connection);
        given.apiKey()
                .ifPresent(key ->
                        workshop.keys.give(model, connection, Keys.origin(definition, connection.baseUrl()), key));
        return connection;
    }
}
