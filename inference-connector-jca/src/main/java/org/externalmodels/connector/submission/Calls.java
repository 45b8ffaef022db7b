package org.externalmodels.connector.submission;

import java.util.concurrent.CompletableFuture;
import org.externalmodels.connector.engine.CallTarget;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.Timeouts;

/** Asks models what was submitted, and keeps what they answer. A call holds no thread while its model thinks. Shared by threads. */
final class Calls {

    private static final System.Logger LOG = System.getLogger(Calls.class.getName());

    private final Ledger ledger;
    private final Models models;
    private final Dispatcher dispatcher;

    /** Who is asked. */
    interface Models {

        /** Whether it is known what models there are. */
        boolean areKnown();

        /** As {@link org.externalmodels.connector.engine.InferenceEngine#signedOn}. */
        default CallOrigin signedOn(CallTarget target) {
            return target.origin();
        }

        CompletableFuture<InferenceResponse> infer(CallTarget target, InferenceRequest request);
    }

    Calls(Ledger ledger, Models models, Dispatcher dispatcher) {
        this.ledger = ledger;
        this.models = models;
        this.dispatcher = dispatcher;
    }

    /** Whether it is known what models there are. */
    boolean canBeMade() {
        return models.areKnown();
    }

    /** Makes a call, and tells the dispatcher when its answer is kept. */
    void make(ListenerQueue listener, Submitted asked) {
        String id = asked.entry().id();
        CompletableFuture<InferenceResponse> call;
        try {
            StoredRequest stored = StoredRequest.decode(asked.request());
            call = models.infer(
                    new CallTarget(
                            stored.origin(),
                            asked.entry().model(),
                            asked.entry().connection(),
                            Timeouts.NONE),
                    stored.request());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "Submission " + id + " cannot be sent", e);
            call = CompletableFuture.failedFuture(
                    InferenceException.of(FailureCode.INVALID_REQUEST, "The submission cannot be sent: " + e)
                            .modelName(asked.entry().model())
                            .cause(e)
                            .build());
        }
        CompletableFuture<InferenceResponse> unused = call.whenComplete((response, failure) -> {
            // A call that the server's stop has cut off is made again by the next run.
            if (dispatcher.isOpen()) {
                keep(listener, id, response == null ? failed(failure) : StoredResult.of(response));
            }
        });
    }

    private static StoredResult failed(Throwable failure) {
        return StoredResult.of(
                failure instanceof InferenceException known
                        ? known
                        : InferenceException.of(FailureCode.CANCELLED, "The call was given up: " + failure)
                                .cause(failure)
                                .build());
    }

    private void keep(ListenerQueue listener, String id, StoredResult result) {
        CompletableFuture<Entry> kept;
        try {
            kept = ledger.answered(id, result);
        } catch (RuntimeException e) {
            kept = ledger.answered(
                    id,
                    StoredResult.of(InferenceException.of(
                                    FailureCode.INVALID_RESPONSE, "The answer cannot be kept: " + e.getMessage())
                            .cause(e)
                            .build()));
        }
        CompletableFuture<Entry> unused = kept.whenComplete((entry, failure) -> {
            if (failure == null) {
                dispatcher.answered(listener, entry);
            } else {
                dispatcher.later(Dispatcher.PAUSE, () -> keep(listener, id, result));
            }
        });
    }
}
