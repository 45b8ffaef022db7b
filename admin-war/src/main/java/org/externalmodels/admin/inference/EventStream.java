package org.externalmodels.admin.inference;

import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.spi.EventSink;

/**
 * Carries a model's answer to the client. What came at once is written at once. While the client has not taken that, a few
 * thousand characters more are kept, and no more are asked for.
 */
final class EventStream implements EventSink {

    private static final int MOST_KEPT = 4_096;

    private final Exchange exchange;
    private final StreamFormat format;
    private final Supplier<AnswerHeaders> headers;
    private final AtomicInteger writes = new AtomicInteger();
    private volatile Flow.Subscription subscription;

    // Guarded by it.
    private final StringBuilder kept = new StringBuilder();
    private boolean asked;
    private Runnable ending;

    EventStream(Exchange exchange, StreamFormat format, Supplier<AnswerHeaders> headers) {
        this.exchange = exchange;
        this.format = format;
        this.headers = headers;
    }

    StreamFormat format() {
        return format;
    }

    /** As far as they are known now. */
    AnswerHeaders headers() {
        return headers.get();
    }

    @Override
    public void onSubscribe(Flow.Subscription to) {
        subscription = to;
        exchange.whenGone(to::cancel);
        askOn();
    }

    @Override
    public void onNext(InferenceEvent event) {
        String text = format.event(event);
        synchronized (kept) {
            kept.append(text);
            asked = false;
        }
        askOn();
    }

    @Override
    public void allForNow() {
        writeOn();
    }

    /** The client has taken all that was written. */
    void drained() {
        writeOn();
    }

    private void askOn() {
        synchronized (kept) {
            if (asked || kept.length() >= MOST_KEPT) {
                return;
            }
            asked = true;
        }
        subscription.request(1);
    }

    /** One thread at a time, so that what came first is first; another one leaves it to that. */
    private void writeOn() {
        if (writes.getAndIncrement() > 0) {
            return;
        }
        int seen = 1;
        do {
            writeKept();
            seen = writes.addAndGet(-seen);
        } while (seen > 0);
        askOn();
    }

    private void writeKept() {
        String text = "";
        Runnable last;
        synchronized (kept) {
            last = ending;
            ending = null;
            if (last != null || exchange.isTaken()) {
                text = kept.toString();
                kept.setLength(0);
            }
        }
        exchange.write(text);
        if (last != null) {
            last.run();
        }
    }

    @Override
    public void onError(Throwable failure) {
        endBy(() -> exchange.refuse(Refusals.of(failure)));
    }

    @Override
    public void onComplete() {
        endBy(exchange::end);
    }

    private void endBy(Runnable last) {
        synchronized (kept) {
            ending = last;
        }
        writeOn();
    }
}
