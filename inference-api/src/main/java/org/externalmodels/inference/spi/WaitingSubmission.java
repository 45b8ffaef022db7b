package org.externalmodels.inference.spi;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A submission whose result has not been delivered. Says nothing of what was asked and answered.
 *
 * @param id the submission's
 * @param destination where its result goes
 * @param correlationId as submitted
 * @param model as submitted
 * @param connection as submitted, if one was named
 * @param submittedAt when it was submitted
 * @param state how far it is
 * @param since when it has been in that state
 * @param calls how often the model has been asked, a call under way included
 * @param deliveries how often the result has been handed over, a delivery under way included
 * @param listened whether a listener for it is active on this server; where none is, it waits
 * @param reason why the last delivery failed, or nobody was there to answer the last call, if so
 */
public record WaitingSubmission(
        String id,
        String destination,
        String correlationId,
        String model,
        Optional<String> connection,
        Instant submittedAt,
        State state,
        Instant since,
        int calls,
        int deliveries,
        boolean listened,
        Optional<String> reason) {

    public WaitingSubmission {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(destination, "destination");
        Objects.requireNonNull(correlationId, "correlationId");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(connection, "connection");
        Objects.requireNonNull(submittedAt, "submittedAt");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(reason, "reason");
    }

    /** How far a submission is. */
    public enum State {
        /** The model has not been asked, or was asked in vain: by a server that stopped meanwhile, or of one that is away. */
        WAITING,
        /** The model is being asked. */
        CALLING,
        /** There is a result, which is to be delivered. */
        ANSWERED
    }
}
