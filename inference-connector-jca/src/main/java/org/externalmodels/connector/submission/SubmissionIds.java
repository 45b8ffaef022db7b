package org.externalmodels.connector.submission;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Makes ids that sort by the time they were made: UUIDs of version 7 (RFC 9562, 5.7). */
final class SubmissionIds {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Milliseconds and a counter of 12 bits, so that no two of this server are the same, nor out of order. */
    private static final AtomicLong LAST = new AtomicLong();

    private SubmissionIds() {}

    static String next() {
        long now = System.currentTimeMillis() << 12;
        long time = LAST.updateAndGet(last -> Math.max(last + 1, now));
        long high = ((time >>> 12) << 16) | 0x7000L | (time & 0xfffL);
        long low = (RANDOM.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
