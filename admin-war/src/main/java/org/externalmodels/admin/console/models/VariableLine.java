package org.externalmodels.admin.console.models;

import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.Serializable;
import java.util.Optional;
import org.externalmodels.registry.definition.Variable;
import org.externalmodels.registry.definition.VariableType;
import org.externalmodels.registry.json.Json;

/** A variable of a template as it is edited. */
public final class VariableLine implements Serializable {

    private static final long serialVersionUID = 1L;

    private String name;
    private String displayName;
    private VariableType type;
    private boolean required;
    private String defaultText;

    VariableLine(String name, VariableType type, boolean required) {
        this.name = name;
        this.type = type;
        this.required = required;
    }

    VariableLine(Variable variable) {
        this(variable.name(), variable.type(), variable.required());
        displayName = variable.displayName();
        defaultText = text(variable.defaultValue());
    }

    private static String text(JsonValue value) {
        if (value == null) {
            return null;
        }
        return value instanceof JsonString string ? string.getString() : value.toString();
    }

    /** @throws jakarta.json.stream.JsonParsingException if the default value is not JSON where it must be */
    Variable variable() {
        return new Variable(
                written(name), displayName, type, required, defaultValue().orElse(null));
    }

    private Optional<JsonValue> defaultValue() {
        if (defaultText == null || defaultText.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(type == VariableType.STRING ? Json.createValue(defaultText) : TypedText.json(defaultText));
    }

    boolean isEmpty() {
        return written(name).isEmpty()
                && written(displayName).isEmpty()
                && written(defaultText).isEmpty();
    }

    private static String written(String text) {
        return text == null ? "" : text.strip();
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getDisplayName() {
        return displayName;
    }

    public void setDisplayName(String displayName) {
        this.displayName = displayName;
    }

    public VariableType getType() {
        return type;
    }

    public void setType(VariableType type) {
        this.type = type;
    }

    public boolean isRequired() {
        return required;
    }

    public void setRequired(boolean required) {
        this.required = required;
    }

    public String getDefaultText() {
        return defaultText;
    }

    public void setDefaultText(String defaultText) {
        this.defaultText = defaultText;
    }
}
