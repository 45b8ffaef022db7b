package org.externalmodels.admin.inference;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.spi.EventSink;

/**
 * Carries a model's answer to the client. What came at once is written at once. While the client has not taken that, a few
 * thousand characters more are kept, and no more are asked for.
 */
final class EventStream implements EventSink {

    /** Characters. */
    static final int MOST_KEPT = 4_096;

    private static final Logger LOG = System.getLogger(EventStream.class.getName());

    private final Exchange exchange;
    private final StreamFormat format;
    private final Supplier<AnswerHeaders> headers;
    private final AtomicInteger writes = new AtomicInteger();
    private volatile Flow.Subscription subscription;

    // Guarded by the counter.
    private StringBuilder kept = new StringBuilder();
    private boolean asked;
    private Consumer<String> ending;
    private boolean ended;

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
        try {
            String text = format.event(event);
            synchronized (writes) {
                kept.append(text);
                asked = false;
            }
        } catch (InferenceException untold) {
            onError(untold);
            subscription.cancel();
        } catch (RuntimeException | VirtualMachineError broken) {
            giveUp(broken);
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

    /** Asks for the next event, if there is room for it. */
    void askOn() {
        synchronized (writes) {
            // The client may be ready before there is anything to ask.
            if (subscription == null || asked || ended || kept.length() >= MOST_KEPT) {
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
            try {
                writeKept();
            } catch (RuntimeException | VirtualMachineError broken) {
                giveUp(broken);
            }
            seen = writes.addAndGet(-seen);
        } while (seen > 0);
        askOn();
    }

    private void writeKept() {
        String text = "";
        Consumer<String> last;
        synchronized (writes) {
            last = ending;
            ending = null;
            if (last != null || exchange.isTaken()) {
                text = kept.toString();
                kept.setLength(0);
                if (kept.capacity() > 2 * MOST_KEPT) {
                    kept = new StringBuilder();
                }
            }
        }
        if (last == null) {
            exchange.write(text);
        } else {
            last.accept(text);
        }
    }

    @Override
    public void onError(Throwable failure) {
        endBy(text -> {
            exchange.write(text);
            exchange.refuse(Refusals.of(failure));
        });
    }

    @Override
    public void onComplete() {
        endBy(exchange::end);
    }

    /** The last part is given what is not written yet, so that words and end go out in one piece. */
    private void endBy(Consumer<String> last) {
        synchronized (writes) {
            ending = last;
            ended = true;
        }
        writeOn();
    }

    /** A stream that lacks something must not look whole, and whoever waits for it must not wait for ever. */
    private void giveUp(Throwable broken) {
        synchronized (writes) {
            ended = true;
        }
        LOG.log(Level.WARNING, "An event could not be written, so the stream is cut off", broken);
        exchange.gone();
    }
}
