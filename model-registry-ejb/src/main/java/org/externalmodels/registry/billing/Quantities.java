package org.externalmodels.registry.billing;

import java.util.Objects;
import java.util.OptionalLong;
import org.externalmodels.inference.TokenUsage;

/**
 * What a call used of that which has a price. An empty number is unknown.
 *
 * @param answered whether the provider gave an answer, whole or broken off
 * @param tokens read and written
 * @param images made
 * @param audioMillis of sound listened to
 */
public record Quantities(boolean answered, TokenUsage tokens, OptionalLong images, OptionalLong audioMillis) {

    /** What an answer uses that was had from the response cache: whatever the price, it costs nothing. */
    public static final Quantities NONE =
            new Quantities(false, TokenUsage.NONE, OptionalLong.of(0), OptionalLong.of(0));

    public Quantities {
        Objects.requireNonNull(tokens, "tokens");
        Objects.requireNonNull(images, "images");
        Objects.requireNonNull(audioMillis, "audioMillis");
    }
}
