package org.externalmodels.connector.submission;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;

/** How much may be submitted before something is delivered. Shared by threads. */
final class Room {

    private final SubmissionLimits limits;
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    Room(SubmissionLimits limits) {
        this.limits = limits;
    }

    /** Takes room for one more submission, or refuses it. */
    void take(long size) {
        has(size);
        if (count.get() > limits.submissions() || bytes.get() > limits.bytes()) {
            giveBack(size);
            throw new InferenceException(
                    FailureCode.LIMIT_EXCEEDED,
                    "This server keeps as many submissions as it may (" + limits.submissions() + ", or "
                            + (limits.bytes() >> 20)
                            + " MB). See whether listeners are active for their destinations, or raise maxSubmissions"
                            + " and submissionsMaxMegabytes of the resource adapter.");
        }
    }

    /** What is there already is counted whether there is room or not. */
    void has(long size) {
        count.incrementAndGet();
        bytes.addAndGet(size);
    }

    /** A submission became larger, or smaller. */
    void grown(long by) {
        bytes.addAndGet(by);
    }

    void giveBack(long size) {
        count.decrementAndGet();
        bytes.addAndGet(-size);
    }
}
