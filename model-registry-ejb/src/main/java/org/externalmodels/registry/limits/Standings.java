package org.externalmodels.registry.limits;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.externalmodels.inference.spi.CallAdmission.Attempt;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.UsageRecord.MediaUsage;

/** What buckets said last, for headers that tell callers where they stand. Thread-safe. */
final class Standings {

    private static final int MOST = 10_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Clock clock;
    private final ConcurrentMap<String, Standing> last = new ConcurrentHashMap<>();

    private final ConcurrentMap<String, String> modelIds = new ConcurrentHashMap<>();

    Standings(Clock clock) {
        this.clock = clock;
    }

    void known(Attempt attempt) {
        modelIds.put(attempt.modelName().toLowerCase(Locale.ROOT), attempt.modelId());
    }

    void noted(Bucket bucket, Reading reading, Instant now) {
        if (last.size() > MOST) {
            last.values().removeIf(standing -> standing.resetAt().isBefore(now));
        }
        Instant reset = reading.pause().isZero() ? now.plus(MINUTE) : now.plus(reading.pause());
        LimitRule rule = bucket.rule();
        last.merge(
                bucket.key(),
                new Standing(rule.measure(), rule.capacity(), Math.max(0, reading.remaining()), reset),
                (before, after) ->
                        before.resetAt().isAfter(now) && before.resetAt().isBefore(after.resetAt())
                                ? new Standing(after.measure(), after.limit(), after.remaining(), before.resetAt())
                                : after);
    }

    /** Of each measure the one with the least left. */
    List<Standing> of(Rules rules, CallOrigin origin, String model) {
        String modelId = modelIds.get(model.toLowerCase(Locale.ROOT));
        if (rules.limits().isEmpty() || modelId == null) {
            return List.of();
        }
        Instant now = clock.instant();
        Attempt attempt = new Attempt(origin, modelId, model, "", "", () -> 0, OptionalLong.empty(), MediaUsage.NONE);
        Map<Measure, Standing> least = new EnumMap<>(Measure.class);
        for (LimitRule rule : rules.limits()) {
            if (rule.measure().isRate() && !rule.shadow()) {
                rule.bucket(attempt, now)
                        .map(bucket -> last.get(bucket.key()))
                        .ifPresent(standing -> least.merge(rule.measure(), standing, Standings::lesser));
            }
        }
        return List.copyOf(least.values());
    }

    private static Standing lesser(Standing one, Standing other) {
        return one.remaining() <= other.remaining() ? one : other;
    }
}
