package org.externalmodels.workflow;

import org.externalmodels.inference.InferenceResult;

/** A result on its way to the task that waits for it, which says what became of it. Of one thread. */
public final class ArrivingResult {

    private final InferenceResult result;
    private Arrival arrival = Arrival.TAKEN;

    public ArrivingResult(InferenceResult result) {
        this.result = result;
    }

    public InferenceResult result() {
        return result;
    }

    public Arrival arrival() {
        return arrival;
    }

    /** The task has taken its failure, which the process does not handle. */
    public void reported() {
        arrival = Arrival.REPORTED;
    }
}
