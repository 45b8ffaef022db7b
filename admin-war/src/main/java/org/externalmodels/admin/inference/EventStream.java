package org.externalmodels.admin.inference;

import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.externalmodels.inference.InferenceEvent;

/** Carries a model's answer to the client event by event: the next one is asked for when the client has taken the last. */
final class EventStream implements Flow.Subscriber<InferenceEvent> {

    private final Exchange exchange;
    private final StreamFormat format;
    private final Supplier<AnswerHeaders> headers;
    private final AtomicBoolean nextIsDue = new AtomicBoolean();
    private volatile Flow.Subscription subscription;

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
        to.request(1);
    }

    @Override
    public void onNext(InferenceEvent event) {
        String text = format.event(event);
        nextIsDue.set(true);
        if (text.isEmpty()) {
            drained();
        } else {
            exchange.write(text);
        }
    }

    /** The client has taken all that was written. */
    void drained() {
        if (nextIsDue.compareAndSet(true, false)) {
            subscription.request(1);
        }
    }

    @Override
    public void onError(Throwable failure) {
        exchange.refuse(Refusals.of(failure));
    }

    @Override
    public void onComplete() {
        exchange.end();
    }
}
