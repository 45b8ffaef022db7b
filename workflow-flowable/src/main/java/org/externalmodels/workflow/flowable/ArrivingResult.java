package org.externalmodels.workflow.flowable;

import org.externalmodels.inference.InferenceResult;
import org.externalmodels.workflow.Arrival;

/** A result on its way to the task that waits for it, which says what became of it. Of one thread. */
final class ArrivingResult {

    private final InferenceResult result;
    private Arrival arrival = Arrival.TAKEN;

    ArrivingResult(InferenceResult result) {
        this.result = result;
    }

    InferenceResult result() {
        return result;
    }

    Arrival arrival() {
        return arrival;
    }

    void reported() {
        arrival = Arrival.REPORTED;
    }
}
