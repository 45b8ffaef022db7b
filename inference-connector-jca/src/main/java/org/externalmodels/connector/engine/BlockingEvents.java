package org.externalmodels.connector.engine;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;

/** Lets one thread iterate over events and wait for them. */
final class BlockingEvents implements Iterator<InferenceEvent>, Flow.Subscriber<InferenceEvent> {

    private static final int BATCH = 32;

    /** Events, then one {@link Ended}. */
    private final BlockingQueue<Object> queue = new LinkedBlockingQueue<>();

    private volatile Flow.Subscription subscription;
    private Object next;
    private int taken;

    private record Ended(Throwable failure) {}

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(BATCH);
    }

    @Override
    public void onNext(InferenceEvent event) {
        queue.add(event);
    }

    @Override
    public void onError(Throwable failure) {
        queue.add(new Ended(failure));
    }

    @Override
    public void onComplete() {
        queue.add(new Ended(null));
    }

    /** Wakes the reader of a stream that was closed before its end. */
    void close() {
        queue.add(new Ended(new InferenceException(FailureCode.CANCELLED, "The stream was closed")));
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            next = take();
        }
        if (!(next instanceof Ended end)) {
            return true;
        }
        if (end.failure() instanceof InferenceException failure) {
            throw failure;
        }
        if (end.failure() != null) {
            throw new IllegalStateException("The stream failed in a way it must not", end.failure());
        }
        return false;
    }

    @Override
    public InferenceEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        InferenceEvent event = (InferenceEvent) next;
        next = null;
        if (++taken == BATCH) {
            taken = 0;
            subscription.request(BATCH);
        }
        return event;
    }

    private Object take() {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            subscription.cancel();
            Thread.currentThread().interrupt();
            return new Ended(InferenceException.of(FailureCode.CANCELLED, "the reading thread was interrupted")
                    .cause(e)
                    .build());
        }
    }
}
