package org.externalmodels.inference;

import java.util.Optional;

/** What a model takes and gives. */
public enum Modality {
    TEXT_TO_TEXT("text-to-text"),
    /** A model of OpenAI's with this alone is asked by the operation for images, with one user message as the prompt. */
    TEXT_TO_IMAGE("text-to-image"),
    IMAGE_TO_TEXT("image-to-text"),
    /**
     * A model of OpenAI's with this alone is asked by the operation for transcriptions, with one user message that has the
     * recording and, if wanted, a text that says what words to expect. With {@link #TEXT_TO_TEXT} it hears in conversations.
     */
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
