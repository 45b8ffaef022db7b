package org.externalmodels.admin.console.models;

import java.io.Serializable;
import org.externalmodels.registry.definition.VariableType;

/** A value for a test call, for one variable. */
public final class SampleValue implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final String label;
    private final VariableType type;
    private final boolean required;
    private String text;

    SampleValue(String name, String label, VariableType type, boolean required, String text) {
        this.name = name;
        this.label = label;
        this.type = type;
        this.required = required;
        this.text = text;
    }

    public String getName() {
        return name;
    }

    public String getLabel() {
        return label;
    }

    /** What to type: a type other than text, and whether it may stay empty. */
    public String getHint() {
        String kind = type == VariableType.STRING ? "" : type.wireName() + ", as JSON";
        if (required) {
            return kind;
        }
        return kind.isEmpty() ? "optional" : kind + ", optional";
    }

    public VariableType getType() {
        return type;
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }

    boolean isGiven() {
        return text != null && !text.isBlank();
    }
}
