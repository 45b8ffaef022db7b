package org.externalmodels.admin.console.models;

import java.util.ArrayList;
import java.util.List;
import org.externalmodels.admin.console.Typed;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.registry.RegistryException;

/** Reads whole numbers from what people typed, and collects the fields that have something else. */
final class TypedNumbers {

    private final List<DefinitionProblem> problems = new ArrayList<>();

    /** The number, {@code null} if the field is empty or has none. */
    Integer read(String field, String typed) {
        try {
            return Typed.text(typed).map(Integer::valueOf).orElse(null);
        } catch (NumberFormatException none) {
            problems.add(DefinitionProblem.of(field, "must be a whole number"));
            return null;
        }
    }

    /**
     * Ends the reading.
     *
     * @throws RegistryException with the fields that have no number
     */
    void refuseOthers() {
        if (!problems.isEmpty()) {
            throw RegistryException.invalid(problems);
        }
    }

    /** The text of a field for a number. */
    static String text(Integer number) {
        return number == null ? "" : number.toString();
    }
}
