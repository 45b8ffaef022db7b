package org.externalmodels.registry.analytics;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What sums are broken down by. */
public enum Dimension {
    /** Empty where there is none of the name that was asked for, which callers may make up. */
    MODEL("model", "model", "case when t.model_id is null then '' else t.model_name end"),
    /** Likewise. */
    CONNECTION(
            "connection",
            "connection",
            "case when t.connection_id is null then '' else coalesce(t.connection_name, '') end"),
    APPLICATION("application", "application", "coalesce(t.application, '')"),
    COMPONENT("component", "component", "coalesce(t.component, '')"),
    CALLER("caller", "caller", "coalesce(t.caller, '')"),
    /** The application key, by its name. */
    KEY("key", "application_key", "coalesce(t.application_key, '')"),
    SOURCE("source", "source", "t.source"),
    CODE("code", "code", "coalesce(t.code, '')"),
    WORKFLOW_ACTIVITY("workflowActivity", "activity", "coalesce(t.workflow_activity, '')"),

    /** Of which there are as many as processes were started: no sum is kept for each. */
    WORKFLOW_INSTANCE("workflowInstance", null, "coalesce(t.workflow_instance, '')");

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

    /** All names, for people. */
    public static String names() {
        return Arrays.stream(values()).map(Dimension::wireName).collect(Collectors.joining(", "));
    }

    /** Finds the constant with this {@link #wireName}. */
    public static Optional<Dimension> named(String name) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.wireName.equals(name))
                .findFirst();
    }

    /** Whether sums are kept by it; else it is found at single attempts only. */
    boolean isSummed() {
        return ofSum != null;
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
