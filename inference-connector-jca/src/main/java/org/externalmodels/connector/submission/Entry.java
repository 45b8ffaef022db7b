package org.externalmodels.connector.submission;

import java.time.Instant;
import java.util.Optional;

/**
 * Where one submission stands. Immutable; what was asked and answered is kept beside.
 *
 * @param id of the submission
 * @param destination where its result goes
 * @param correlationId of the submitter's
 * @param model the name asked for
 * @param connection of that model, if one was named
 * @param submittedAt when it was
 * @param stage how far it is
 * @param calls how often the model has been asked, a call under way included
 * @param deliveries how often its result has been handed over, a delivery under way included
 * @param failures how many of these deliveries failed since it was last sent by hand
 * @param reason why the last one failed, or nobody answered the last call
 * @param changedAt when it came to this stage
 * @param requestBytes of what is asked, 0 when it is kept no more
 * @param resultBytes of the result, 0 while there is none
 */
record Entry(
        String id,
        String destination,
        String correlationId,
        String model,
        Optional<String> connection,
        Instant submittedAt,
        Stage stage,
        int calls,
        int deliveries,
        int failures,
        Optional<String> reason,
        Instant changedAt,
        long requestBytes,
        long resultBytes) {

    private static final int LONGEST_REASON = 1_000;

    /** How far a submission is. */
    enum Stage {
        /** The model has not been asked, or was asked in vain: by a server that stopped meanwhile, or of one that is away. */
        WAITING,
        /** The model is being asked. */
        CALLING,
        /** There is a result to deliver. */
        ANSWERED,
        /** Its result is delivered no more unless somebody says so. */
        DEAD
    }

    Entry called() {
        return with(Stage.CALLING, calls + 1, deliveries, failures, reason, requestBytes, resultBytes);
    }

    /** As a later run finds it: a call without an answer is made again. */
    Entry found() {
        return stage == Stage.CALLING
                ? with(Stage.WAITING, calls, deliveries, failures, reason, requestBytes, resultBytes)
                : this;
    }

    /** Its call is to be made again, because nobody was there to answer it. */
    Entry unanswered(String why) {
        return with(Stage.WAITING, calls, deliveries, failures, Optional.of(beginning(why)), requestBytes, resultBytes);
    }

    Entry answered(long keptRequest, long result) {
        return with(Stage.ANSWERED, calls, deliveries, failures, Optional.empty(), keptRequest, result);
    }

    Entry handedOver() {
        return with(stage, calls, deliveries + 1, failures, reason, requestBytes, resultBytes);
    }

    Entry failed(String why) {
        return with(stage, calls, deliveries, failures + 1, Optional.of(beginning(why)), requestBytes, resultBytes);
    }

    Entry died() {
        return with(Stage.DEAD, calls, deliveries, failures, reason, requestBytes, resultBytes);
    }

    Entry sentAgain(Stage from) {
        return with(from, calls, deliveries, 0, reason, requestBytes, resultBytes);
    }

    /** The bytes that are kept of it. */
    long size() {
        return requestBytes + resultBytes;
    }

    private static String beginning(String text) {
        return text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) : text;
    }

    /** Whether what is about to happen may have happened before. */
    boolean mayBeRepeated() {
        return calls > 1 || deliveries > 1;
    }

    private Entry with(
            Stage newStage,
            int newCalls,
            int newDeliveries,
            int newFailures,
            Optional<String> newReason,
            long newRequestBytes,
            long newResultBytes) {
        return new Entry(
                id,
                destination,
                correlationId,
                model,
                connection,
                submittedAt,
                newStage,
                newCalls,
                newDeliveries,
                newFailures,
                newReason,
                newStage == stage ? changedAt : Instant.now(),
                newRequestBytes,
                newResultBytes);
    }
}
