package org.externalmodels.connector.dialect;

import java.util.List;
import org.externalmodels.connector.transport.StreamEvent;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.TokenUsage;

/** Understands one streamed answer, event by event. Used by one thread at a time. */
public interface StreamDecoder {

    /**
     * Takes one event.
     *
     * @return the deltas it brings, none for events that bring nothing
     * @throws org.externalmodels.inference.InferenceException if the event is an error or not understood
     */
    List<InferenceEvent> decode(StreamEvent event);

    /** Whether the provider has said that the answer is whole. A stream that ends before was cut. */
    boolean isComplete();

    /**
     * Whether the answer is whole and no event that matters can follow, so that nobody need wait for the end of the bytes.
     * Where a format has no last word, that end is it.
     */
    default boolean isOver() {
        return false;
    }

    /**
     * All that came, as one answer.
     *
     * @throws org.externalmodels.inference.InferenceException if what came is no answer
     */
    Answer answer();

    /** The words that came so far. */
    String text();

    /** The tokens the provider has told of so far. */
    TokenUsage usage();
}
