package org.externalmodels.inference.spi;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * What is wrong with a definition.
 *
 * @param field in the words of the management API, such as {@code endpoint}, {@code body} or {@code paths.output}
 * @param message what is wrong and what would be right
 * @param line of the field's text, from 1
 * @param column in that line, from 1
 */
public record DefinitionProblem(String field, String message, OptionalInt line, OptionalInt column) {
    public DefinitionProblem {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(line, "line");
        Objects.requireNonNull(column, "column");
    }

    public static DefinitionProblem of(String field, String message) {
        return new DefinitionProblem(field, message, OptionalInt.empty(), OptionalInt.empty());
    }

    public static DefinitionProblem at(String field, int line, int column, String message) {
        return new DefinitionProblem(field, message, OptionalInt.of(line), OptionalInt.of(column));
    }
}
