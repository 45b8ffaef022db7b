package org.externalmodels.connector.template;

import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.spi.VariableDefinition;

/** The variables a template declares. {@code system.prompt} is another spelling of {@code system_prompt}. Immutable. */
public final class Variables {

    private static final JsonProvider JSON = JsonProvider.provider();

    private final Map<String, VariableDefinition> declared;
    private final Map<String, Object> defaults;

    /**
     * Takes declarations.
     *
     * @throws IllegalArgumentException naming the variable whose name is taken or whose default is not of its type
     */
    public Variables(List<VariableDefinition> definitions) {
        declared = new LinkedHashMap<>();
        defaults = new HashMap<>();
        for (VariableDefinition definition : definitions) {
            String name = canonical(definition.name());
            if (declared.put(name, definition) != null) {
                throw new IllegalArgumentException("Variable '" + name + "' is declared twice");
            }
            definition.defaultValue().ifPresent(text -> defaults.put(name, defaultOf(definition, text)));
        }
    }

    static String canonical(String name) {
        return name.equals("system.prompt") ? "system_prompt" : name;
    }

    boolean declares(String name) {
        return declared.containsKey(canonical(name));
    }

    Set<String> names() {
        return declared.keySet();
    }

    /** Gives each declared variable its value: as given, from the fallback, its default, or nothing. */
    Map<String, Object> resolve(Map<String, Object> given, Function<String, Object> fallback) {
        for (String name : given.keySet()) {
            if (!declares(name)) {
                throw new InferenceException(
                        FailureCode.INVALID_REQUEST, "The model has no variable '" + name + "'; it has " + names());
            }
        }
        Map<String, Object> values = new HashMap<>();
        declared.forEach((name, definition) -> values.put(name, value(definition, name, given, fallback)));
        return values;
    }

    private Object value(
            VariableDefinition definition, String name, Map<String, Object> given, Function<String, Object> fallback) {
        Object value = given.get(name);
        if (value == null && name.equals("system_prompt")) {
            value = given.get("system.prompt");
        }
        if (value == null) {
            value = fallback.apply(name);
        }
        if (value == null) {
            value = defaults.get(name);
        }
        if (value == null) {
            if (definition.required()) {
                throw new InferenceException(
                        FailureCode.MISSING_VARIABLE, "Variable '" + name + "' is required and has no value");
            }
            return definition.type() == VariableDefinition.Type.STRING ? "" : null;
        }
        if (!fits(definition.type(), value)) {
            throw new InferenceException(
                    FailureCode.INVALID_REQUEST,
                    "Variable '" + name + "' takes " + described(definition.type()) + ", not "
                            + JsonText.described(value));
        }
        return value;
    }

    private static Object defaultOf(VariableDefinition definition, String text) {
        Object value;
        try (JsonReader reader = JSON.createReader(new StringReader(text))) {
            value = JsonText.plain(reader.readValue());
        } catch (JsonException e) {
            throw new IllegalArgumentException(
                    "The default of variable '" + definition.name() + "' is not valid JSON", e);
        }
        if (value != null && !fits(definition.type(), value)) {
            throw new IllegalArgumentException("The default of variable '" + definition.name() + "' must be "
                    + described(definition.type()) + ", not " + JsonText.described(value));
        }
        return Optional.ofNullable(value).orElse(null);
    }

    private static boolean fits(VariableDefinition.Type type, Object value) {
        return switch (type) {
            case STRING -> value instanceof String;
            case NUMBER -> value instanceof Number;
            case INTEGER -> value instanceof Number number && JsonText.isWhole(number);
            case BOOLEAN -> value instanceof Boolean;
            case OBJECT -> value instanceof Map;
            case ARRAY -> value instanceof List;
        };
    }

    private static String described(VariableDefinition.Type type) {
        return switch (type) {
            case STRING -> "a string";
            case NUMBER -> "a number";
            case INTEGER -> "a whole number";
            case BOOLEAN -> "true or false";
            case OBJECT -> "an object";
            case ARRAY -> "an array";
        };
    }
}
