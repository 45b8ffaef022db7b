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
     * The same with what is wrong beside the definition.
     *
     * @param beside problems of what came with it
     */
    void written(Definition given, boolean whole, List<DefinitionProblem> beside) {
        List<DefinitionProblem> draft = DefinitionRules.ofDraft(given);
        if (draft.stream().anyMatch(problem -> problem.field().equals("provider"))) {
            // What a known provider would have filled in is not missing by itself.
            refuse(Stream.concat(draft.stream(), beside.stream()).toList());
        }
        List<DefinitionProblem> problems = new ArrayList<>(whole ? DefinitionRules.ofActiveAsWritten(given) : draft);
        List<DefinitionProblem> others = directory.validate(Assembly.asWritten(given));
        addUnnamed(
                problems,
                others.stream()
                        .filter(problem -> whole || isAboutAGivenText(problem.field(), given))
                        .filter(problem -> !isOfAConnection(problem, given))
                        .toList());
        problems.addAll(beside);
        refuse(problems);
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
            default -> field.startsWith("variables[") || field.startsWith("headers[");
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
        addUnnamed(problems, directory.validate(assembly.of(model, revision)));
        return problems;
    }

    /** A role signs calls of Bedrock only, and some providers have no address that is everybody's. */
    private static List<DefinitionProblem> ofConnections(Definition definition, List<Connection> connections) {
        List<DefinitionProblem> problems = new ArrayList<>();
        boolean bedrock = definition.structure().wireName().startsWith("bedrock-");
        for (Connection connection : connections) {
            if (connection.access().roleArn() != null && !bedrock) {
                problems.add(DefinitionProblem.of(
                        "connections", connection.name() + " has a role of AWS, which no other provider knows"));
            }
            if (connection.baseUrl().isEmpty() && EasyModels.endpointIsTheConnections(definition)) {
                problems.add(DefinitionProblem.of(
                        "connections",
                        connection.name()
                                + (bedrock ? " needs a region" : " needs the address of the resource as its baseUrl")));
            }
        }
        return problems;
    }

    static void refuse(List<DefinitionProblem> problems) {
        if (!problems.isEmpty()) {
            throw RegistryException.invalid(problems);
        }
    }
}
