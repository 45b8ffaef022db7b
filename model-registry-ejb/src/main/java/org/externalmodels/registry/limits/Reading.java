package org.externalmodels.registry.limits;

import java.time.Duration;

/**
 * What a bucket says.
 *
 * @param fits whether what was asked for was there
 * @param remaining units left, below zero if more was used than there was
 * @param pause until it may fit, zero if it did or nobody knows
 * @param minuteLeft until the minute is over that was taken from, zero if nothing of a minute was taken
 */
record Reading(boolean fits, long remaining, Duration pause, Duration minuteLeft) {

    Reading(boolean fits, long remaining, Duration pause) {
        this(fits, remaining, pause, Duration.ZERO);
    }
}
