package org.externalmodels.inference;

import java.util.Optional;

/** What a model takes and gives. */
public enum Modality {
    TEXT_TO_TEXT("text-to-text"),
    TEXT_TO_IMAGE("text-to-image"),
    IMAGE_TO_TEXT("image-to-text"),
    AUDIO_TO_TEXT("audio-to-text"),
    TEXT_TO_EMBEDDING("text-to-embedding");

    private final String wireName;

    Modality(String wireName) {
        this.wireName = wireName;
    }

    /** The name used in the management API, in exports and in the database. */
    public String wireName() {
        return wireName;
    }

    /** Finds the constant with this {@link #wireName}. */
    public static Optional<Modality> ofWireName(String wireName) {
        for (Modality candidate : values()) {
            if (candidate.wireName.equals(wireName)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
