package org.externalmodels.admin.inference;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceStream;
import org.externalmodels.inference.spi.EventSink;

/** An answer that a test tells event by event; they go out as they are asked for. */
public final class ScriptedStream implements InferenceStream, Flow.Subscription {

    private final CountDownLatch subscribed = new CountDownLatch(1);
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final Queue<InferenceEvent> script = new ArrayDeque<>();
    private final AtomicInteger work = new AtomicInteger();
    private final AtomicInteger delivered = new AtomicInteger();
    private Flow.Subscriber<? super InferenceEvent> subscriber;
    private long demand;
    private boolean ended;
    private volatile String answering;
    private Throwable failure;

    /** Tells events that come at once. */
    public void tell(InferenceEvent... events) {
        synchronized (script) {
            script.addAll(List.of(events));
        }
        drain();
    }

    /** Another model stands in, as is known from the first event on. */
    public void isAnsweredBy(String model) {
        answering = model;
    }

    public void end(Throwable why) {
        synchronized (script) {
            ended = true;
            failure = why;
        }
        drain();
    }

    public boolean awaitSubscription() throws InterruptedException {
        return subscribed.await(10, TimeUnit.SECONDS);
    }

    public boolean isCancelledWithin(long millis) throws InterruptedException {
        return cancelled.await(millis, TimeUnit.MILLISECONDS);
    }

    public int delivered() {
        return delivered.get();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super InferenceEvent> to) {
        subscriber = to;
        to.onSubscribe(this);
        subscribed.countDown();
        drain();
    }

    @Override
    public void request(long n) {
        synchronized (script) {
            demand += n;
        }
        drain();
    }

    @Override
    public void cancel() {
        cancelled.countDown();
    }

    private void drain() {
        if (subscribed.getCount() > 0 || work.getAndIncrement() > 0) {
            return;
        }
        int seen = 1;
        do {
            signal();
            seen = work.addAndGet(-seen);
        } while (seen > 0);
    }

    private void signal() {
        boolean signalled = false;
        while (true) {
            InferenceEvent next = null;
            boolean over;
            synchronized (script) {
                if (demand > 0) {
                    next = script.poll();
                }
                over = next == null && ended && script.isEmpty();
                if (next != null) {
                    demand--;
                }
                ended = ended && !over;
            }
            if (next != null) {
                delivered.incrementAndGet();
                subscriber.onNext(next);
                signalled = true;
            } else if (over && failure != null) {
                subscriber.onError(failure);
                return;
            } else if (over) {
                subscriber.onComplete();
                return;
            } else {
                if (signalled && subscriber instanceof EventSink sink) {
                    sink.allForNow();
                }
                return;
            }
        }
    }

    @Override
    public String traceId() {
        return "trace-1";
    }

    @Override
    public Optional<String> modelName() {
        return delivered.get() == 0 ? Optional.empty() : Optional.ofNullable(answering);
    }

    @Override
    public Iterator<InferenceEvent> iterator() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        cancel();
    }
}
