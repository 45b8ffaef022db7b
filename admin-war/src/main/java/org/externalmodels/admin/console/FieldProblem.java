package org.externalmodels.admin.console;

import java.io.Serializable;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import org.externalmodels.inference.spi.DefinitionProblem;

/**
 * What is wrong with one field, as a page shows it.
 *
 * @param field in the words of the management API
 * @param message a sentence, or the rest of one that begins with the field's label
 * @param line in a longer text, from 1, {@code null} without one
 * @param column in that line, from 1, {@code null} without one
 */
public record FieldProblem(String field, String message, Integer line, Integer column) implements Serializable {

    public FieldProblem {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(message, "message");
    }

    static FieldProblem of(DefinitionProblem problem) {
        return new FieldProblem(problem.field(), problem.message(), number(problem.line()), number(problem.column()));
    }

    private static Integer number(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }

    /** Where in a longer text, empty without a place. */
    public String place() {
        return line == null ? "" : "Line " + line + (column == null ? "" : ", column " + column);
    }

    /** The label of the field. */
    public String label() {
        return FieldNames.label(field);
    }

    /** The name of the place on the page where the field, or the list that it is in, stands. */
    public String anchor() {
        int element = field.indexOf('[');
        return "at-" + (element < 0 ? field : field.substring(0, element));
    }

    /**
     * The whole sentence with the field's label and the place in it, for a list of problems.
     *
     * @param shown the label that the field has there, empty for its usual one
     */
    public String inList(String shown) {
        String label = shown == null || shown.isEmpty() ? label() : shown;
        return place().isEmpty()
                ? sentence(label)
                : label + ", " + place().toLowerCase(Locale.ROOT) + ": " + sentence(label);
    }

    /** The whole sentence. */
    public String sentence() {
        return sentence(null);
    }

    /**
     * The whole sentence under the label that the field has where it is shown.
     *
     * @param shown empty for its usual one
     */
    public String sentence(String shown) {
        boolean rest = !message.isEmpty() && Character.isLowerCase(message.codePointAt(0));
        String words = FieldNames.inProblem(message);
        String label = shown == null || shown.isEmpty() ? label() : shown;
        String sentence = rest ? label + " " + words : words;
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }
}
