package org.externalmodels.connector.engine;

import java.util.List;
import org.externalmodels.connector.transport.StreamEvent;
import org.externalmodels.inference.InferenceEvent;

/** About how much memory a stream keeps of its events until its end: their words, and not what is around them. */
final class KeptEvents {

    /** What is longer is more than what providers put around words, and may be kept without being handed over. */
    private static final int AROUND = 4 << 10;

    /** In the answer that grows, which has room for more; and waiting to be read. */
    private static final long COPIES = 3;

    private KeptEvents() {}

    static long bytes(StreamEvent event, List<InferenceEvent> decoded) {
        long words = 0;
        for (InferenceEvent each : decoded) {
            words += words(each).length();
        }
        return COPIES * Math.max(words, event.data().length() - AROUND);
    }

    private static String words(InferenceEvent event) {
        if (event instanceof InferenceEvent.TextDelta delta) {
            return delta.text();
        }
        if (event instanceof InferenceEvent.ReasoningDelta delta) {
            return delta.text();
        }
        return event instanceof InferenceEvent.ToolCallDelta delta ? delta.arguments() : "";
    }
}
