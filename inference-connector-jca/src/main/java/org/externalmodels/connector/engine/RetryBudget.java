package org.externalmodels.connector.engine;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps repeated attempts a small share of all, so that a provider in trouble is not buried under them: each call pays in
 * a fifth of an attempt, each second one whole for when calls are few, and each repeated attempt takes one out (as
 * Finagle's RetryBudget and gRPC's retry throttling, gRFC A6). Shared by threads.
 */
final class RetryBudget {

    /** Thousandths of an attempt. */
    private static final long WHOLE = 1_000;

    private static final long OF_A_CALL = WHOLE / 5;
    private static final long NANOS_OF_A_THOUSANDTH = 1_000_000;
    private static final long MOST = 100 * WHOLE;

    private final AtomicLong balance = new AtomicLong(10 * WHOLE);
    private long paidUntil;

    /**
     * Begins with ten attempts.
     *
     * @param now in {@link System#nanoTime}
     */
    RetryBudget(long now) {
        paidUntil = now;
    }

    /** A call came. In good times the budget is full, and this only reads. */
    void called() {
        if (balance.get() < MOST) {
            balance.addAndGet(OF_A_CALL);
        }
    }

    /** Takes one attempt out, if there is one. */
    synchronized boolean take(long now) {
        long earned = Math.min(MOST, (now - paidUntil) / NANOS_OF_A_THOUSANDTH);
        paidUntil += (now - paidUntil) / NANOS_OF_A_THOUSANDTH * NANOS_OF_A_THOUSANDTH;
        if (Math.min(MOST, balance.get() + earned) < WHOLE) {
            balance.addAndGet(earned);
            return false;
        }
        balance.updateAndGet(had -> Math.min(MOST, had + earned) - WHOLE);
        return true;
    }
}
