package org.externalmodels.langchain4j;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.externalmodels.inference.InferenceEvent;

/**
 * Brings the events of a stream to a handler in their order, on threads of an executor: handlers may wait, which the threads
 * that bring the events must not. Only so many are asked for ahead of the handler.
 */
final class EventQueue implements Flow.Subscriber<InferenceEvent> {

    private static final int AHEAD = 32;

    private final HandledStream handled;
    private final Executor threads;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger steps = new AtomicInteger();
    private int unasked;
    private volatile Flow.Subscription subscription;

    EventQueue(HandledStream handled, Executor threads) {
        this.handled = handled;
        this.threads = threads;
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        handled.begin(begun::cancel);
        begun.request(AHEAD);
    }

    @Override
    public void onNext(InferenceEvent event) {
        add(() -> {
            handled.take(event);
            unasked++;
            if (unasked == AHEAD / 2) {
                unasked = 0;
                subscription.request(AHEAD / 2);
            }
        });
    }

    @Override
    public void onError(Throwable failure) {
        add(() -> handled.fail(failure));
    }

    @Override
    public void onComplete() {
        // The last event has told the whole answer.
    }

    private void add(Runnable step) {
        waiting.add(step);
        if (steps.getAndIncrement() == 0) {
            try {
                threads.execute(this::work);
            } catch (RejectedExecutionException refused) {
                subscription.cancel();
                handled.fail(refused);
            }
        }
    }

    private void work() {
        do {
            waiting.remove().run();
        } while (steps.decrementAndGet() > 0);
    }
}
