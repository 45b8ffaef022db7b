package org.externalmodels.connector.dialect;

import java.util.List;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceResponse.Structure;

/** The words of a streamed answer as they are handed on, so that they are those of the whole one. Used by one thread at a time. */
final class StreamedText {

    private final StringBuilder text = new StringBuilder();
    private final CodeFence fence;
    private boolean refusal;

    StreamedText(Structure structure) {
        fence = structure == Structure.PROMPTED ? new CodeFence() : null;
    }

    /**
     * More words of the provider's.
     *
     * @param words {@code null} if there are none
     */
    void add(String words, List<InferenceEvent> events) {
        if (words != null) {
            hand(fence == null ? words : fence.more(words), events);
        }
    }

    /**
     * More words of the model's refusal to answer.
     *
     * @param words {@code null} if there are none
     */
    void refuse(String words, List<InferenceEvent> events) {
        if (words != null && !words.isEmpty()) {
            end(events);
            refusal = true;
            hand(words, events);
        }
    }

    boolean isRefusal() {
        return refusal;
    }

    /** Nothing follows. */
    void end(List<InferenceEvent> events) {
        if (fence != null) {
            hand(fence.end(), events);
        }
    }

    private void hand(String words, List<InferenceEvent> events) {
        if (!words.isEmpty()) {
            text.append(words);
            events.add(new InferenceEvent.TextDelta(words, refusal));
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
