package org.externalmodels.inference.spi;

import java.util.concurrent.Flow;
import org.externalmodels.inference.InferenceEvent;

/**
 * A subscriber of a stream that would rather do something once for several events than for each, as writing to a socket.
 */
public interface EventSink extends Flow.Subscriber<InferenceEvent> {

    /**
     * There are no more events than those that were signalled since the last time, at the moment; whether any follow is not
     * known yet. One at a time with the other signals, and not after the last of them.
     */
    void allForNow();
}
