package org.externalmodels.registry.limits;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/** Limits of rates in Bucket4j's terms. */
final class RateLimits {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private RateLimits() {}

    /** All at once each minute, so that no minute has more: a steady trickle would add to a full bucket. */
    static Bandwidth bandwidth(LimitRule rule) {
        return Bandwidth.builder()
                .capacity(rule.capacity())
                .refillIntervally(rule.capacity(), MINUTE)
                .build();
    }

    /**
     * What a bucket says of which something was to be taken. It is full again when its minute is over, or some minutes later
     * if more was taken than one brings.
     */
    static Reading reading(ConsumptionProbe probe) {
        return new Reading(
                probe.isConsumed(),
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForRefill()),
                Duration.ofNanos(minuteLeft(probe.getNanosToWaitForReset())));
    }

    /** In the first moment of a minute a whole one. */
    private static long minuteLeft(long nanosToReset) {
        return nanosToReset == 0 ? 0 : (nanosToReset - 1) % MINUTE.toNanos() + 1;
    }

    static BucketConfiguration configuration(LimitRule rule) {
        return BucketConfiguration.builder().addLimit(bandwidth(rule)).build();
    }
}
