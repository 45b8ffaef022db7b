package org.externalmodels.registry.lifecycle;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.registry.definition.Definition;

/** What holds of the models that answer in another one's place. Whether they are registered is seen when they are needed. */
final class RoutingRules {

    private static final int MOST = 10;

    private RoutingRules() {}

    static void check(Definition definition, List<DefinitionProblem> problems) {
        List<String> names = definition.routing().fallbackModels();
        if (names.size() > MOST) {
            problems.add(DefinitionProblem.of("routing.fallbackModels", "must be at most " + MOST));
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String field = "routing.fallbackModels[" + i + "]";
            String key = Definition.nameKey(names.get(i));
            DefinitionRules.name(field, names.get(i), problems);
            if (key.equals(definition.nameKey())) {
                problems.add(DefinitionProblem.of(field, "is the model itself"));
            } else if (!seen.add(key)) {
                problems.add(DefinitionProblem.of(field, names.get(i) + " is there twice"));
            }
        }
    }
}
