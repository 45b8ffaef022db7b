package org.externalmodels.registry.billing;

import java.util.Objects;
import java.util.OptionalLong;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.UsageRecord;

/**
 * What a call used of that which has a price. An empty number is unknown.
 *
 * @param answered whether the provider gave an answer, whole or broken off
 * @param tokens read and written
 * @param images made
 * @param audioMillis of sound listened to
 */
public record Quantities(boolean answered, TokenUsage tokens, OptionalLong images, OptionalLong audioMillis) {

    /** What is used where the provider was not asked: whatever the price, it costs nothing. */
    public static final Quantities NONE =
            new Quantities(false, TokenUsage.NONE, OptionalLong.of(0), OptionalLong.of(0));

    /**
     * What an attempt used.
     *
     * @param status how it ended
     * @param fromCache whether its answer was had from the response cache
     */
    public static Quantities of(
            UsageRecord.Status status,
            boolean fromCache,
            TokenUsage tokens,
            OptionalLong images,
            OptionalLong audioMillis) {
        boolean unasked = status != UsageRecord.Status.COMPLETE && tokens.equals(TokenUsage.NONE);
        return fromCache || unasked
                ? NONE
                : new Quantities(status != UsageRecord.Status.FAILED, tokens, images, audioMillis);
    }

    public Quantities {
        Objects.requireNonNull(tokens, "tokens");
        Objects.requireNonNull(images, "images");
        Objects.requireNonNull(audioMillis, "audioMillis");
    }
}
