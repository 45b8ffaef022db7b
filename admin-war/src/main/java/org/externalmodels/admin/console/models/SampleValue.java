package org.externalmodels.admin.console.models;

import java.io.Serializable;
import org.externalmodels.registry.definition.VariableType;

/** A value for a test call, for one variable. */
public final class SampleValue implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final String label;
    private final VariableType type;
    private String text;

    SampleValue(String name, String label, VariableType type, String text) {
        this.name = name;
        this.label = label;
        this.type = type;
        this.text = text;
    }

    public String getName() {
        return name;
    }

    public String getLabel() {
        return label;
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
