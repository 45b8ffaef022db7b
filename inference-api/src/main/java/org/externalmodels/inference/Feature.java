package org.externalmodels.inference;

import java.util.Optional;

/** What a model may be asked for beyond a plain answer. Using one that is off fails with {@link FailureCode#FEATURE_NOT_ENABLED}. */
public enum Feature {
    STRUCTURED_RESPONSE("structured-response"),
    DATA_GENERATION("data-generation"),
    STREAMING("streaming"),
    TOOL_CALLING("tool-calling"),
    PARALLEL_TOOL_CALLING("parallel-tool-calling");

    private final String wireName;

    Feature(String wireName) {
        this.wireName = wireName;
    }

    /** The name used in the management API, in exports and in the database. */
    public String wireName() {
        return wireName;
    }

    /** Finds the constant with this {@link #wireName}. */
    public static Optional<Feature> ofWireName(String wireName) {
        for (Feature candidate : values()) {
            if (candidate.wireName.equals(wireName)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
