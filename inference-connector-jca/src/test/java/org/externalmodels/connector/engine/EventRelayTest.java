package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.spi.EventSink;
import org.junit.jupiter.api.Test;

/** Rules of Reactive Streams 1.0.4 that a call alone does not come to. */
class EventRelayTest {

    private final AtomicInteger abandoned = new AtomicInteger();
    private final EventRelay relay = new EventRelay(() -> {}, abandoned::incrementAndGet);
    private final Reader reader = new Reader();

    @Test
    void aRequestOfNothingIsAnErrorThoughEventsWaitAndNoneWasAskedFor() {
        relay.open(reader);
        relay.add(new InferenceEvent.TextDelta("waits"));

        relay.request(0);

        assertThat(reader.failures).singleElement().isInstanceOf(IllegalArgumentException.class);
        assertThat(reader.failures.get(0)).hasMessageContaining("3.9");
        assertThat(reader.events).isEmpty();
        assertThat(abandoned).hasValue(1);
    }

    @Test
    void whatTheCallSaysAfterwardsIsNotHeard() {
        relay.open(reader);
        relay.request(-1);

        relay.add(new InferenceEvent.TextDelta("late"));
        relay.end(new IllegalStateException("cancelled"));
        relay.request(5);

        assertThat(reader.failures).singleElement().isInstanceOf(IllegalArgumentException.class);
        assertThat(reader.events).isEmpty();
    }

    @Test
    void aRequestOfNothingAfterTheEndOrAfterACancelDoesNothing() {
        relay.open(reader);
        relay.end(null);
        relay.request(0);
        assertThat(reader.completed).isOne();
        assertThat(reader.failures).isEmpty();

        EventRelay cancelled = new EventRelay(() -> {}, () -> {});
        Reader left = new Reader();
        cancelled.open(left);
        cancelled.cancel();
        cancelled.request(0);
        assertThat(left.failures).isEmpty();
    }

    @Test
    void whatComesTogetherIsSignalledBeforeAWriterIsToldThatThisIsAllForNow() {
        List<String> heard = new ArrayList<>();
        relay.open(new Writer(heard));

        relay.together(() -> {
            relay.add(new InferenceEvent.TextDelta("a"));
            relay.add(new InferenceEvent.TextDelta("b"));
            assertThat(heard).isEmpty();
        });
        relay.together(() -> {});
        relay.add(new InferenceEvent.TextDelta("c"));
        relay.together(() -> {
            relay.add(new InferenceEvent.TextDelta("d"));
            relay.end(null);
        });

        assertThat(heard).containsExactly("a", "b", "all", "c", "all", "d", "end");
    }

    @Test
    void whatComesTogetherFailsAsAnythingElseDoes() {
        relay.open(reader);
        assertThatThrownBy(() -> relay.together(() -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        relay.end(null);
        assertThat(reader.completed).isOne();
    }

    /** Asks for one event after the other. */
    private static final class Writer implements EventSink {
        private final List<String> heard;
        private Flow.Subscription subscription;

        Writer(List<String> heard) {
            this.heard = heard;
        }

        @Override
        public void onSubscribe(Flow.Subscription to) {
            subscription = to;
            to.request(1);
        }

        @Override
        public void onNext(InferenceEvent event) {
            heard.add(((InferenceEvent.TextDelta) event).text());
            subscription.request(1);
        }

        @Override
        public void allForNow() {
            heard.add("all");
        }

        @Override
        public void onError(Throwable failure) {
            heard.add("failed");
        }

        @Override
        public void onComplete() {
            heard.add("end");
        }
    }

    /** Writes down what it hears and asks for nothing. */
    private static final class Reader implements Flow.Subscriber<InferenceEvent> {
        private final List<InferenceEvent> events = new ArrayList<>();
        private final List<Throwable> failures = new ArrayList<>();
        private int completed;

        @Override
        public void onSubscribe(Flow.Subscription subscription) {}

        @Override
        public void onNext(InferenceEvent event) {
            events.add(event);
        }

        @Override
        public void onError(Throwable failure) {
            failures.add(failure);
        }

        @Override
        public void onComplete() {
            completed++;
        }
    }
}
