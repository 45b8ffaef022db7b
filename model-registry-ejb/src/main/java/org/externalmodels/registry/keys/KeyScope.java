package org.externalmodels.registry.keys;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.registry.DatabaseText;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.definition.Definition;

/**
 * What a key opens.
 *
 * @param models names of models, {@code model/connection}, or {@code *} for all
 * @param ways {@link WayIn#wireName names of ways in}, or {@code *} for all
 */
public record KeyScope(List<String> models, List<String> ways) {

    public static final String ALL = "*";

    private static final int MOST_MODELS = 200;
    private static final int LONGEST_ENTRY = 201;

    public KeyScope {
        models = List.copyOf(models);
        ways = List.copyOf(ways);
    }

    /** Refuses what opens nothing, or cannot be meant. */
    static KeyScope checked(List<String> models, List<String> ways) {
        List<DefinitionProblem> problems = new ArrayList<>();
        if (models.isEmpty() || models.size() > MOST_MODELS) {
            problems.add(
                    DefinitionProblem.of("models", "must have 1 to " + MOST_MODELS + " entries; * stands for all"));
        }
        for (int i = 0; i < models.size(); i++) {
            String entry = models.get(i);
            boolean fits = entry != null
                    && !entry.isBlank()
                    && DatabaseText.length(entry) <= LONGEST_ENTRY
                    && DatabaseText.fits(entry)
                    && entry.chars().noneMatch(Character::isISOControl);
            if (!fits) {
                problems.add(DefinitionProblem.of(
                        "models[" + i + "]", "must be the name of a model, or name/connection, or * for all models"));
            }
        }
        if (ways.isEmpty()) {
            problems.add(DefinitionProblem.of("ways", "must have at least one entry; * stands for all"));
        }
        for (int i = 0; i < ways.size(); i++) {
            String way = ways.get(i);
            if (!ALL.equals(way) && (way == null || WayIn.ofWireName(way).isEmpty())) {
                List<String> known =
                        List.of(WayIn.values()).stream().map(WayIn::wireName).toList();
                problems.add(
                        DefinitionProblem.of("ways[" + i + "]", "must be * or one of " + String.join(", ", known)));
            }
        }
        if (!problems.isEmpty()) {
            throw RegistryException.invalid(problems);
        }
        return new KeyScope(distinct(models), distinct(ways));
    }

    private static List<String> distinct(List<String> entries) {
        Set<String> seen = new LinkedHashSet<>();
        entries.forEach(entry -> seen.add(entry.strip()));
        return List.copyOf(seen);
    }

    public boolean permits(WayIn way) {
        return ways.contains(ALL) || ways.contains(way.wireName());
    }

    /** Whether all connections of a model are open. */
    public boolean permits(String model) {
        String wanted = Definition.nameKey(model);
        return models.stream()
                .anyMatch(
                        entry -> entry.equals(ALL) || Definition.nameKey(entry).equals(wanted));
    }

    public boolean permits(String model, String connection) {
        String wanted = Definition.nameKey(model) + "/" + Definition.nameKey(connection);
        return permits(model)
                || models.stream().anyMatch(entry -> Definition.nameKey(entry).equals(wanted));
    }
}
