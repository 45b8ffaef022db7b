package org.externalmodels.registry.limits;

/** Buckets of all kinds. Thread-safe. */
interface Meters {

    /** Whether so much could be taken now; takes nothing. */
    Reading look(Bucket bucket, long units);

    /** Takes so much if it is there. */
    Reading take(Bucket bucket, long units);

    /** Takes more, whether it is there or not, or gives back what is below zero. */
    void correct(Bucket bucket, long difference);
}
