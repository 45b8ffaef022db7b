package org.externalmodels.registry.lifecycle;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.model.Connection;
import org.externalmodels.registry.model.Keys;
import org.externalmodels.registry.model.Model;
import org.externalmodels.registry.model.Models;
import org.externalmodels.registry.model.Revision;
import org.externalmodels.registry.providers.EasyModels;
import org.externalmodels.registry.publication.Assembly;

/** Finds everything that is wrong with a definition: by the registry's rules and by the adapter's, in one answer. */
@Dependent
public class DefinitionCheck {

    private final Assembly assembly;
    private final Models models;
    private final Keys keys;
    private final ModelDirectory directory;

    @Inject
    public DefinitionCheck(Assembly assembly, Models models, Keys keys, ModelDirectory directory) {
        this.assembly = assembly;
        this.models = models;
        this.keys = keys;
        this.directory = directory;
    }

    /**
     * What is written must be right before anything is stored, as far as that can be told of it alone; all that is wrong
     * is told at once.
     *
     * @param whole whether it shall serve, and may lack nothing
     */
    void written(Definition given, boolean whole) {
        written(given, whole, List.of());
    }

    /**
     * The same with the connections of a new model.
     *
     * @param connections that come with it
     */
    void written(Definition given, boolean whole, List<GivenConnection> connections) {
        List<DefinitionProblem> draft = DefinitionRules.ofDraft(given);
        List<DefinitionProblem> beside = new ArrayList<>(NewConnections.problems(connections));
        if (draft.stream().anyMatch(problem -> problem.field().equals("provider"))) {
            // What a known provider would have filled in is not missing by itself.
            refuse(Stream.concat(draft.stream(), beside.stream()).toList());
        }
        List<DefinitionProblem> problems = new ArrayList<>(whole ? DefinitionRules.ofActiveAsWritten(given) : draft);
        List<DefinitionProblem> others = directory.validate(Assembly.asWritten(
                given, connections.stream().map(GivenConnection::baseUrl).toList()));
        addUnnamed(
                problems,
                others.stream()
                        .map(DefinitionCheck::ofUnstored)
                        .filter(problem -> whole || isAboutAGivenText(problem.field(), given))
                        .filter(problem -> !isOfAConnection(problem, given))
                        .toList());
        problems.addAll(beside);
        if (whole) {
            for (int i = 0; i < connections.size(); i++) {
                String at = "connections[" + i + "].";
                ConnectionLacks.of(
                                given,
                                connections.get(i).access(),
                                connections.get(i).baseUrl())
                        .stream()
                        .map(lack -> DefinitionProblem.of(at + lack.field(), lack.message()))
                        .filter(lack -> beside.stream()
                                .noneMatch(problem -> problem.field().equals(lack.field())))
                        .forEach(problems::add);
            }
            ProfileReference.problem(given, models.profiles(), assembly.vault()).ifPresent(problems::add);
        }
        refuse(problems);
    }

    /** Connections that are not stored yet are known by their place. */
    private static DefinitionProblem ofUnstored(DefinitionProblem problem) {
        return new DefinitionProblem(
                problem.field().replace("connections.[", "connections["),
                problem.message(),
                problem.line(),
                problem.column());
    }

    /** The connections, which are looked at later, have the endpoints of some providers. */
    private static boolean isOfAConnection(DefinitionProblem problem, Definition given) {
        return problem.field().equals("endpoint")
                && given.endpoint() == null
                && EasyModels.endpointIsTheConnections(given);
    }

    /** Where both found something the registry's own words are the better ones. */
    private static void addUnnamed(List<DefinitionProblem> problems, List<DefinitionProblem> others) {
        Set<String> named = new HashSet<>();
        problems.forEach(problem -> named.add(problem.field()));
        boolean headers = named.stream().anyMatch(field -> field.startsWith("headers"));
        for (DefinitionProblem problem : others) {
            if (!named.contains(problem.field()) && !(headers && problem.field().equals("headers"))) {
                problems.add(problem);
            }
        }
    }

    /** A draft may lack things; a text that is there must be right, while its writer still looks at it. */
    void draft(Model model, Revision draft) {
        Definition definition = draft.definition();
        List<DefinitionProblem> problems = new ArrayList<>();
        for (DefinitionProblem problem : directory.validate(assembly.of(model, draft))) {
            if (isAboutAGivenText(problem.field(), definition)) {
                problems.add(problem);
            }
        }
        problems.addAll(SecretHeaderOrigins.ofDefinition(definition, models.connections(model)));
        refuse(problems);
    }

    private static boolean isAboutAGivenText(String field, Definition definition) {
        return switch (field) {
            case "body" -> given(definition.body());
            case "paths.output" -> given(definition.paths().output());
            case "paths.inputTokens" -> given(definition.paths().inputTokens());
            case "paths.outputTokens" -> given(definition.paths().outputTokens());
            case "paths.delta" -> given(definition.paths().delta());
            case "paths.end" -> given(definition.paths().end());
            default ->
                field.startsWith("variables") || field.startsWith("headers[") || field.startsWith("connections[");
        };
    }

    private static boolean given(String text) {
        return text != null && !text.isBlank();
    }

    /** A revision that is to serve must be whole. */
    void active(Model model, Revision revision) {
        refuse(problems(model, revision));
    }

    /** All that keeps a revision from serving. */
    List<DefinitionProblem> problems(Model model, Revision revision) {
        Definition definition = revision.definition();
        List<DefinitionProblem> problems = new ArrayList<>(DefinitionRules.ofActive(definition));
        for (Connection connection : keys.withoutKeyFor(model, definition)) {
            problems.add(DefinitionProblem.of(
                    "connections", "The key of " + connection.name() + " was given for another host: give it again"));
        }
        problems.addAll(SecretHeaderOrigins.ofDefinition(definition, models.connections(model)));
        problems.addAll(ofConnections(definition, models.connections(model)));
        ProfileReference.problem(definition, models.profiles(), assembly.vault())
                .ifPresent(problems::add);
        addUnnamed(
                problems,
                directory.validate(assembly.of(model, revision)).stream()
                        .filter(problem -> !isOfAConnection(problem, definition))
                        .toList());
        return problems;
    }

    private static List<DefinitionProblem> ofConnections(Definition definition, List<Connection> connections) {
        return connections.stream()
                .flatMap(connection ->
                        ConnectionLacks.of(definition, connection.access(), connection.baseUrl()).stream()
                                .map(lack ->
                                        DefinitionProblem.of("connections", connection.name() + " " + lack.ofModel())))
                .toList();
    }

    /**
     * A connection that is added to a model or changed. With one that has an address where no call can go, or that lacks
     * what its provider needs, a model that serves would be out of service, with all its other connections.
     */
    void connection(Model model, Connection connection) {
        Revision shown = models.revision(model, model.shownRevision());
        List<DefinitionProblem> problems = new ArrayList<>();
        if (model.active()) {
            ConnectionLacks.of(shown.definition(), connection.access(), connection.baseUrl())
                    .forEach(lack -> problems.add(DefinitionProblem.of(lack.field(), lack.message())));
        }
        String address = "connections." + connection.name() + ".baseUrl";
        directory.validate(assembly.of(model, shown)).stream()
                .filter(problem -> problem.field().equals(address))
                .forEach(problem -> problems.add(DefinitionProblem.of("baseUrl", problem.message())));
        refuse(problems);
    }

    static void refuse(List<DefinitionProblem> problems) {
        if (!problems.isEmpty()) {
            throw RegistryException.invalid(problems);
        }
    }
}
