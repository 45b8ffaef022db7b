package org.externalmodels.inference;

import java.util.Objects;

/** A part of a user message. */
public sealed interface Content {

    static Text text(String text) {
        return new Text(text);
    }

    static Image image(Media media) {
        return new Image(media);
    }

    static Audio audio(Media media) {
        return new Audio(media);
    }

    record Text(String text) implements Content {
        public Text {
            Objects.requireNonNull(text, "text");
        }
    }

    /** Needs a model with {@link Modality#IMAGE_TO_TEXT}. */
    record Image(Media media) implements Content {
        public Image {
            Objects.requireNonNull(media, "media");
        }
    }

    /** Needs a model with {@link Modality#AUDIO_TO_TEXT}. */
    record Audio(Media media) implements Content {
        public Audio {
            Objects.requireNonNull(media, "media");
        }
    }
}
