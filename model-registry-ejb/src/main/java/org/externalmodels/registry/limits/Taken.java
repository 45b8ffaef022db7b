package org.externalmodels.registry.limits;

import java.time.Instant;

/**
 * So much of a bucket.
 *
 * @param until when the minute is over that it is of; never if it is of none
 */
record Taken(Bucket bucket, long units, Instant until) {

    Taken(Bucket bucket, long units) {
        this(bucket, units, Instant.MAX);
    }

    /** Whether it can be given back: a later minute would have more than its limit by it. */
    boolean canBeGivenBack(Instant now) {
        return now.isBefore(until);
    }
}
