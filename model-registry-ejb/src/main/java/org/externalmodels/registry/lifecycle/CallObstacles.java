package org.externalmodels.registry.lifecycle;

import java.util.ArrayList;
import java.util.List;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.definition.Header;
import org.externalmodels.registry.model.Connection;
import org.externalmodels.registry.model.Keys;
import org.externalmodels.registry.model.Model;
import org.externalmodels.registry.model.Models;
import org.externalmodels.registry.model.SecretHeaders;
import org.externalmodels.registry.publication.Assembly;

/** What a call that people make for a try would leave out in silence, or what would make it fail under another name. */
record CallObstacles(Models models, Keys keys, SecretHeaders headers, Assembly assembly) {

    List<DefinitionProblem> of(Model model, Definition definition, String connection) {
        List<DefinitionProblem> problems = ofModel(model, definition);
        for (Connection keyless : keys.withoutKeyFor(model, definition)) {
            if (connection != null && Definition.nameKey(connection).equals(Definition.nameKey(keyless.name()))) {
                problems.add(DefinitionProblem.of(
                        "connection", "The key of " + keyless.name() + " was given for another host: give it again"));
            }
        }
        return problems;
    }

    /** Those that no key of a connection can mend. */
    List<DefinitionProblem> ofModel(Model model, Definition definition) {
        List<DefinitionProblem> problems = new ArrayList<>();
        for (Header header : headers.withoutValue(model, definition)) {
            problems.add(DefinitionProblem.of(
                    "headers[" + definition.headers().indexOf(header) + "].value",
                    "There is no readable value of " + header.name() + ": give it again"));
        }
        problems.addAll(SecretHeaderOrigins.ofDefinition(definition, models.connections(model)));
        ProfileReference.problem(definition, models.profiles(), assembly.vault())
                .ifPresent(problems::add);
        return problems;
    }
}
