package org.externalmodels.admin.api;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.registry.DatabaseText;

/** Well-formed JSON that nobody means: it would fail in the middle of the work, or in the database. */
final class JsonLimits {

    private static final int DEEPEST = 100;

    /** More than a double has on either side of its point. */
    private static final int MOST_DIGITS = 400;

    private JsonLimits() {}

    static void check(JsonValue value) {
        check("", value, 1);
    }

    private static void check(String at, JsonValue value, int depth) {
        if (depth > DEEPEST) {
            throw refused("", "The body is nested more than " + DEEPEST + " deep");
        }
        switch (value.getValueType()) {
            case OBJECT ->
                value.asJsonObject().forEach((name, member) -> {
                    text(at, name);
                    check(at.isEmpty() ? name : at + "." + name, member, depth + 1);
                });
            case ARRAY -> {
                int i = 0;
                for (JsonValue item : value.asJsonArray()) {
                    check(at + "[" + i++ + "]", item, depth + 1);
                }
            }
            case STRING -> text(at, ((JsonString) value).getString());
            case NUMBER -> number(at, (JsonNumber) value);
            case TRUE, FALSE, NULL -> {}
        }
    }

    private static void number(String at, JsonNumber value) {
        try {
            BigDecimal number = value.bigDecimalValue();
            if (number.precision() <= MOST_DIGITS && Math.abs((long) number.scale()) <= MOST_DIGITS) {
                return;
            }
        } catch (ArithmeticException | NumberFormatException | UnsupportedOperationException tooLarge) {
            // Falls through to the same answer.
        }
        throw refused(at, "has more than " + MOST_DIGITS + " digits");
    }

    /** Texts that a database keeps: no NUL, and no half of a surrogate pair. */
    private static void text(String at, String text) {
        if (!DatabaseText.fits(text)) {
            throw refused(at, "has a character that is none: NUL, or half of a surrogate pair");
        }
    }

    private static ApiException refused(String field, String message) {
        return new ApiException(
                400, field.isEmpty() ? message : field + " " + message, DefinitionProblem.of(field, message));
    }
}
