package org.externalmodels.integration.caller;

import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.InferenceStream;

/** Reads a stream to its end and keeps the text that was handed over, also when the stream fails. */
final class StreamedAnswer {

    private StreamedAnswer() {}

    static InferenceResponse of(InferenceStream stream, StringBuilder handedOver) {
        InferenceResponse whole = null;
        for (InferenceEvent event : stream) {
            if (event instanceof InferenceEvent.TextDelta delta) {
                handedOver.append(delta.text());
            } else if (event instanceof InferenceEvent.Completed completed) {
                whole = completed.response();
            }
        }
        if (whole == null) {
            throw new AssertionError("The stream ended without its last event.");
        }
        return whole;
    }
}
