package org.externalmodels.registry.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.ToIntFunction;
import org.externalmodels.registry.DatabaseFailure;
import org.externalmodels.registry.analytics.Grain;

/** Lets what is too old go, step by step, for a while at a time. For one thread. */
@ApplicationScoped
public class RetentionJob {

    private static final Logger LOG = System.getLogger(RetentionJob.class.getName());

    private final Expiry expiry;
    private boolean failing;

    protected RetentionJob() {
        this(null);
    }

    @Inject
    public RetentionJob(Expiry expiry) {
        this.expiry = expiry;
    }

    /**
     * Deletes what is too old.
     *
     * @param longest after which what remains is left for the next time
     */
    public void run(Instant now, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        try {
            RetentionAges ages = expiry.ages();
            long bodies = delete(ages.bodies(), now, end, expiry::bodies);
            long traces = delete(ages.traces(), now, end, expiry::traces);
            if (traces > 0) {
                expiry.zones(now.minus(ages.traces(), ChronoUnit.DAYS));
            }
            long hours = delete(ages.hours(), now, end, before -> expiry.sums(Grain.HOUR, before));
            long days = delete(ages.days(), now, end, before -> expiry.sums(Grain.DAY, before));
            if (bodies + traces + hours + days > 0) {
                LOG.log(
                        Level.INFO,
                        "Deleted after their time: {0} bodies, {1} traces, {2} sums per hour, {3} sums per day",
                        bodies,
                        traces,
                        hours,
                        days);
            }
            failing = false;
        } catch (RuntimeException failure) {
            if (!failing) {
                LOG.log(
                        Level.WARNING,
                        "What is too old cannot be deleted at the moment: {0}",
                        DatabaseFailure.reason(failure));
            }
            failing = true;
        }
    }

    private static long delete(Integer age, Instant now, long end, ToIntFunction<Instant> step) {
        if (age == null) {
            return 0;
        }
        Instant before = now.minus(age, ChronoUnit.DAYS);
        long deleted = 0;
        int some = step.applyAsInt(before);
        while (some > 0) {
            deleted += some;
            some = System.nanoTime() > end ? 0 : step.applyAsInt(before);
        }
        return deleted;
    }
}
