package org.externalmodels.registry.analytics;

import java.util.Arrays;
import java.util.Optional;

/** What sums are broken down by. */
public enum Dimension {
    MODEL("model", "model", "t.model_name"),
    CONNECTION("connection", "connection", "coalesce(t.connection_name, '')"),
    APPLICATION("application", "application", "coalesce(t.application, '')"),
    COMPONENT("component", "component", "coalesce(t.component, '')"),
    CALLER("caller", "caller", "coalesce(t.caller, '')"),
    SOURCE("source", "source", "t.source"),
    CODE("code", "code", "coalesce(t.code, '')");

    private final String wireName;
    private final String ofSum;
    private final String ofRow;

    Dimension(String wireName, String ofSum, String ofRow) {
        this.wireName = wireName;
        this.ofSum = ofSum;
        this.ofRow = ofRow;
    }

    /** The name in the management API. */
    public String wireName() {
        return wireName;
    }

    /** Finds the constant with this {@link #wireName}. */
    public static Optional<Dimension> named(String name) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.wireName.equals(name))
                .findFirst();
    }

    /** The column in the sums. */
    String ofSum() {
        return "s." + ofSum;
    }

    /** The same of single attempts {@code t}. */
    String ofRow() {
        return ofRow;
    }
}
