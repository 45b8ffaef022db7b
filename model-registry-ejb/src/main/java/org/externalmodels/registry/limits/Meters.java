package org.externalmodels.registry.limits;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Buckets of all kinds. Thread-safe. */
interface Meters {

    /** Whether so much could be taken now; takes nothing. */
    Reading look(Bucket bucket, long units);

    /** What each of some says now, as {@link #look} of one unit. */
    default Map<Bucket, Reading> look(Collection<Bucket> buckets) {
        Map<Bucket, Reading> readings = new HashMap<>();
        buckets.forEach(bucket -> readings.put(bucket, look(bucket, 1)));
        return readings;
    }

    /** Takes so much if it is there. */
    Reading take(Bucket bucket, long units);

    /** Takes more, whether it is there or not, or gives back what is below zero. */
    void correct(Bucket bucket, long difference);

    /** As {@link #correct(Bucket, long)}, with something to do when it is counted. */
    default void correct(Bucket bucket, long difference, Runnable then) {
        correct(bucket, difference);
        then.run();
    }

    /** Ends counting: what all are to know is told, as far as it can be. */
    default void close() {}
}
