package org.externalmodels.connector.engine;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.spi.EventSink;

/**
 * Hands events from the transport to one subscriber by its demand (Reactive Streams 1.0.4, rules 1.1 to 1.9 and 3.x).
 * Any thread may add, request and cancel; signals go out one at a time, from whichever thread finds work to do.
 */
final class EventRelay implements Flow.Subscription {

    private static final System.Logger LOG = System.getLogger(EventRelay.class.getName());
    private static final int HIGH_WATER = 64;
    private static final int LOW_WATER = 16;

    private final Runnable readOn;
    private final Runnable abandon;
    private final Queue<InferenceEvent> waiting = new ArrayDeque<>();
    private final AtomicInteger work = new AtomicInteger();
    private Flow.Subscriber<? super InferenceEvent> subscriber;

    // Guarded by the queue.
    private long demand;
    private boolean paused;
    private boolean ended;
    private Throwable failure;
    private boolean cancelled;
    private boolean signalledEnd;

    EventRelay(Runnable readOn, Runnable abandon) {
        this.readOn = readOn;
        this.abandon = abandon;
    }

    void open(Flow.Subscriber<? super InferenceEvent> reader) {
        // Work counts as under way until the subscription is signalled, so that onSubscribe is always first.
        work.incrementAndGet();
        subscriber = reader;
        reader.onSubscribe(this);
        work.set(0);
        drain();
    }

    /** Refuses a subscriber; rule 1.9 wants a subscription before the error. */
    static void refuse(Flow.Subscriber<?> subscriber, Throwable why) {
        subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {}

            @Override
            public void cancel() {}
        });
        subscriber.onError(why);
    }

    void add(InferenceEvent event) {
        synchronized (waiting) {
            if (!ended) {
                waiting.add(event);
            }
        }
        drain();
    }

    /** Ends the stream after what is waiting. Only the first end counts. */
    void end(Throwable why) {
        synchronized (waiting) {
            if (!ended) {
                ended = true;
                failure = why;
            }
        }
        drain();
    }

    /** A request that breaks the rules ends the stream, and what is waiting is not asked for any more. */
    private void endAtOnce(Throwable why) {
        synchronized (waiting) {
            if (signalledEnd) {
                return;
            }
            waiting.clear();
            ended = true;
            failure = why;
        }
        drain();
        abandon.run();
    }

    /** Whether the transport may read on; if not, it will be told when. */
    boolean hasRoom() {
        synchronized (waiting) {
            paused = !cancelled && !ended && waiting.size() >= HIGH_WATER;
            return !paused;
        }
    }

    @Override
    public void request(long n) {
        if (n <= 0) {
            endAtOnce(new IllegalArgumentException("Rule 3.9: a subscriber requests at least 1"));
            return;
        }
        synchronized (waiting) {
            demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
        }
        drain();
    }

    @Override
    public void cancel() {
        synchronized (waiting) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            waiting.clear();
        }
        abandon.run();
    }

    /** As cancel, unless the stream is over for the reader already. */
    void close() {
        boolean over;
        synchronized (waiting) {
            over = signalledEnd;
        }
        if (!over) {
            cancel();
        }
    }

    /** Adds what came at once, which a subscriber then gets without anything in between. */
    void together(Runnable adding) {
        boolean held = subscriber != null && work.compareAndSet(0, 1);
        try {
            adding.run();
        } finally {
            if (held) {
                signalUntilDone();
            }
        }
    }

    private void drain() {
        if (subscriber == null || work.getAndIncrement() > 0) {
            return;
        }
        signalUntilDone();
    }

    private void signalUntilDone() {
        int seen = 1;
        do {
            signalAll();
            seen = work.addAndGet(-seen);
        } while (seen > 0);
    }

    private void signalAll() {
        boolean signalled = false;
        while (true) {
            InferenceEvent event = null;
            boolean end = false;
            boolean goOn;
            synchronized (waiting) {
                if (cancelled || signalledEnd) {
                    return;
                }
                if (demand > 0) {
                    event = waiting.poll();
                }
                if (event != null) {
                    demand = demand == Long.MAX_VALUE ? demand : demand - 1;
                } else if (ended && waiting.isEmpty()) {
                    end = true;
                    signalledEnd = true;
                }
                goOn = paused && waiting.size() < LOW_WATER;
                paused = paused && !goOn;
            }
            if (goOn) {
                readOn.run();
            }
            if (event != null) {
                InferenceEvent next = event;
                signal(() -> subscriber.onNext(next));
                signalled = true;
            } else {
                if (end) {
                    signalEnd();
                } else if (signalled && subscriber instanceof EventSink sink) {
                    signal(sink::allForNow);
                }
                return;
            }
        }
    }

    /** A subscriber that throws counts as one that cancelled (rule 2.13). */
    private void signal(Runnable signal) {
        try {
            signal.run();
        } catch (RuntimeException | VirtualMachineError e) {
            LOG.log(System.Logger.Level.WARNING, "A reader of a stream failed, so the stream is ended", e);
            cancel();
        }
    }

    private void signalEnd() {
        try {
            if (failure == null) {
                subscriber.onComplete();
            } else {
                subscriber.onError(failure);
            }
        } catch (RuntimeException | VirtualMachineError e) {
            LOG.log(System.Logger.Level.WARNING, "A reader of a stream failed at its end", e);
        }
    }
}
