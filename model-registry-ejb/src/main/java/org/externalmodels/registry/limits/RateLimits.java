package org.externalmodels.registry.limits;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
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

    static BucketConfiguration configuration(LimitRule rule) {
        return BucketConfiguration.builder().addLimit(bandwidth(rule)).build();
    }
}
