package org.externalmodels.inference;

import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Flow;

/**
 * An answer as it arrives, for one reader: either a subscriber (with back-pressure: the provider is read no faster than
 * events are requested) or a blocking iterator. The call is made when reading begins; its last event is
 * {@link InferenceEvent.Completed}, and the answer's text, reasoning and tool calls are in the deltas before it, also
 * where the provider sends them in one piece. A failure, a cut stream with {@link FailureCode#STREAM_INTERRUPTED}
 * included, comes after the events that preceded it, as {@code onError} or from {@code next}.
 *
 * <p>Cancelling the subscription or closing the stream ends the exchange with the provider.
 */
public interface InferenceStream extends Flow.Publisher<InferenceEvent>, Iterable<InferenceEvent>, AutoCloseable {

    /** Under which the call is found in the traces. */
    String traceId();

    /** The connection that is used, from the answer's first event on; empty before, for it may change until then. */
    default Optional<String> connectionName() {
        return Optional.empty();
    }

    /** The registered name of the model that answers, from the first event on: one that stands in may answer. */
    default Optional<String> modelName() {
        return Optional.empty();
    }

    /** Whether the answer was given before to the same question, from the first event on. */
    default boolean fromCache() {
        return false;
    }

    /**
     * Takes the stream's only subscriber; a second one gets {@link IllegalStateException} through {@code onError}.
     * Signals come from a transport thread and must not block.
     */
    @Override
    void subscribe(Flow.Subscriber<? super InferenceEvent> subscriber);

    /**
     * Returns the stream's only iterator. {@code hasNext} and {@code next} block; both throw {@link InferenceException}.
     *
     * @throws IllegalStateException if the stream is read already
     */
    @Override
    Iterator<InferenceEvent> iterator();

    /** Ends the exchange if it goes on. Closing again does nothing. */
    @Override
    void close();
}
