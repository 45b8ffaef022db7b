package org.externalmodels.registry.definition;

import java.util.Locale;
import org.externalmodels.inference.spi.VariableDefinition;

/** The JSON types of variables, with whole numbers apart. */
public enum VariableType {
    STRING,
    NUMBER,
    INTEGER,
    BOOLEAN,
    OBJECT,
    ARRAY;

    /** The name used in the management API. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The adapter's word for it. */
    public VariableDefinition.Type published() {
        return VariableDefinition.Type.valueOf(name());
    }
}
