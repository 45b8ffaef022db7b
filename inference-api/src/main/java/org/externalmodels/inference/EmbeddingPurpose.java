package org.externalmodels.inference;

import java.util.Optional;

/** What vectors of texts are for. Some models make a text into another vector for each; what is compared needs to fit. */
public enum EmbeddingPurpose {
    /** Texts that are kept, to be found by others. */
    DOCUMENT("search_document"),
    /** What documents are looked for with. */
    QUERY("search_query"),
    CLASSIFICATION("classification"),
    CLUSTERING("clustering");

    private final String wireName;

    EmbeddingPurpose(String wireName) {
        this.wireName = wireName;
    }

    /** The name used in records and over HTTP. */
    public String wireName() {
        return wireName;
    }

    /** Finds the constant with this {@link #wireName}. */
    public static Optional<EmbeddingPurpose> ofWireName(String wireName) {
        for (EmbeddingPurpose candidate : values()) {
            if (candidate.wireName.equals(wireName)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
