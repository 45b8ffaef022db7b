package org.externalmodels.admin.console;

import java.io.Serializable;
import java.util.Objects;
import org.externalmodels.inference.spi.DefinitionProblem;

/**
 * What is wrong with one field, as a page shows it.
 *
 * @param field in the words of the management API
 * @param message a sentence, or the rest of one that begins with the field's label
 * @param place in a longer text, empty without one
 */
public record FieldProblem(String field, String message, String place) implements Serializable {

    public FieldProblem {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(place, "place");
    }

    static FieldProblem of(DefinitionProblem problem) {
        String place = problem.line().isEmpty()
                ? ""
                : "Line " + problem.line().getAsInt()
                        + (problem.column().isEmpty()
                                ? ""
                                : ", column " + problem.column().getAsInt());
        return new FieldProblem(problem.field(), problem.message(), place);
    }

    /** The label of the field. */
    public String label() {
        return FieldNames.label(field);
    }

    /** The whole sentence. */
    public String sentence() {
        boolean rest = !message.isEmpty() && Character.isLowerCase(message.codePointAt(0));
        String sentence = rest ? label() + " " + message : message;
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }
}
