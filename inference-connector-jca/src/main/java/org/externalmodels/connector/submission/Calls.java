package org.externalmodels.connector.submission;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
    private final Patience patience = new Patience(System::nanoTime);

    /** Who is asked. */
    interface Models {

        /** Whether it is known what models there are. */
        boolean areKnown();

        /** As {@link org.externalmodels.connector.engine.InferenceEngine#signedOn}. */
        default CallOrigin signedOn(CallTarget target) {
            return target.origin();
        }

        /** Whether a call failed only because the server that has the models is away. */
        default boolean areAway(InferenceException failure) {
            return false;
        }

        /** As {@link org.externalmodels.connector.engine.InferenceEngine#inferWithin}. */
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
                            stored.defaultTimeout().map(Timeouts::ofTotal).orElse(Timeouts.NONE)),
                    stored.request());
        } catch (RuntimeException | Error e) {
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
                ended(listener, id, response, bare(failure));
            }
        });
    }

    /** Without what futures wrap around the failures of one that they wait for. */
    private static Throwable bare(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private void ended(ListenerQueue listener, String id, InferenceResponse response, Throwable failure) {
        Optional<Duration> pause = failure instanceof InferenceException known && models.areAway(known)
                ? patience.pause(id)
                : Optional.empty();
        if (pause.isPresent()) {
            makeLater(listener, id, pause.get(), failure);
        } else {
            patience.over(id);
            keep(listener, id, response == null ? failed(failure) : StoredResult.of(response));
        }
    }

    /** Whoever looks at what waits sees why, whether that is kept on the disk or not. */
    private void makeLater(ListenerQueue listener, String id, Duration pause, Throwable failure) {
        CompletableFuture<Void> unused = ledger.unanswered(id, failure.getMessage())
                .handle((entry, lost) -> {
                    dispatcher.unanswered(listener, id, pause);
                    return null;
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
        CompletableFuture<Entry> unused = kept(id, result).whenComplete((entry, failure) -> {
            if (failure == null) {
                dispatcher.answered(listener, entry);
            } else {
                dispatcher.later(Dispatcher.PAUSE, () -> keep(listener, id, result));
            }
        });
    }

    private CompletableFuture<Entry> kept(String id, StoredResult result) {
        try {
            return ledger.answered(id, result);
        } catch (RuntimeException | Error e) {
            return ledger.answered(
                    id,
                    StoredResult.of(InferenceException.of(
                                    FailureCode.INVALID_RESPONSE, "The answer cannot be kept: " + e.getMessage())
                            .cause(e)
                            .build()));
        }
    }
}
