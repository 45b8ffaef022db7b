package org.externalmodels.connector.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import org.externalmodels.connector.transport.ResponseHead;

/** When a failed call goes out once more: the rules and the budget of one engine. Shared by threads. */
final class Retries implements AutoCloseable {

    /** The provider has done nothing, or asks to come again. 529 is Anthropic's for "overloaded". */
    private static final Set<Integer> TRANSIENT = Set.of(408, 429, 500, 502, 503, 504, 529);

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(8);

    /** More calls than these would wait for their next attempt until their time is over. */
    private static final int MOST_WAITING = 10_000;

    private final int maxAttempts;
    private final Executor threads;
    private final int mostWaiting;
    private final RetryBudget budget = new RetryBudget(System.nanoTime());
    private final Set<Pause> pauses = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * The rules of an engine.
     *
     * @param threads on which calls go on
     */
    Retries(int maxAttempts, Executor threads) {
        this(maxAttempts, threads, MOST_WAITING);
    }

    Retries(int maxAttempts, Executor threads, int mostWaiting) {
        this.maxAttempts = maxAttempts;
        this.threads = threads;
        this.mostWaiting = mostWaiting;
    }

    /** Where calls go on that have waited for something. */
    Executor threads() {
        return threads;
    }

    /** Whether so many calls wait for their next attempt that another one had better fail. */
    boolean areTooMany() {
        return pauses.size() >= mostWaiting;
    }

    /** A call begins. */
    void called() {
        budget.called();
    }

    /** Whether an answer without success may be followed by a better one. Some providers say so themselves. */
    static boolean mayHelp(ResponseHead refusal) {
        return TRANSIENT.contains(refusal.status())
                && !refusal.header("x-should-retry")
                        .filter("false"::equalsIgnoreCase)
                        .isPresent();
    }

    /**
     * How long to wait before the next attempt; empty if there shall be none.
     *
     * @param made attempts so far
     * @param asked how long the provider asks to wait
     * @param deadline of the call, in {@link System#nanoTime}
     */
    Optional<Duration> next(int made, Optional<Duration> asked, long deadline) {
        if (made >= maxAttempts || closed || areTooMany()) {
            return Optional.empty();
        }
        double random = ThreadLocalRandom.current().nextDouble();
        // Who were all told the same time do not come back at the same time.
        Duration wait = asked.map(told -> told.plus(backoff(1, random))).orElseGet(() -> backoff(made, random));
        long now = System.nanoTime();
        return wait.compareTo(Duration.ofNanos(deadline - now)) < 0 && budget.take(now)
                ? Optional.of(wait)
                : Optional.empty();
    }

    /** Any part of a time that doubles ("full jitter"), so that calls which failed together come back apart. */
    static Duration backoff(int made, double random) {
        long most = Math.min(LONGEST.toNanos(), FIRST.toNanos() << Math.min(made - 1, 10));
        return Duration.ofNanos((long) (most * random));
    }

    /** Waits without a thread. */
    Pause pause(Duration wait, Runnable then) {
        Pause pause = new Pause(threads, then, pauses::remove);
        pauses.add(pause);
        pause.begin(wait);
        if (closed) {
            pause.end();
        }
        return pause;
    }

    boolean isClosed() {
        return closed;
    }

    /** Ends the calls that wait. */
    @Override
    public void close() {
        closed = true;
        pauses.forEach(Pause::end);
    }
}
