package org.externalmodels.connector.submission;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.externalmodels.connector.engine.CallTarget;
import org.externalmodels.connector.engine.InferenceEngine;
import org.externalmodels.connector.submission.SubmissionStore.StoreFailure;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.Submission;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.DeadLetters;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.inference.spi.Timeouts;
import org.externalmodels.inference.spi.WaitingSubmissions;

/** All submissions of one engine, from being taken to being delivered. Shared by threads. */
public final class Submissions implements AutoCloseable {

    private final SubmissionStore store;
    private final Ledger ledger;
    private final Branches branches;
    private final Dispatcher dispatcher;
    private final DeadLetters deadLetters;
    private final WaitingSubmissions waiting;
    private final Calls.Models models;
    private final CallerTransaction caller;

    private Submissions(SubmissionStore store, SubmissionLimits limits, Calls.Models models, CallerTransaction caller) {
        this.models = models;
        this.caller = caller;
        List<Ledger.InDoubt> inDoubt = new ArrayList<>();
        this.store = store;
        this.ledger = Ledger.open(store, limits, inDoubt);
        this.dispatcher = new Dispatcher(ledger, models);
        this.branches = new Branches(ledger, inDoubt, dispatcher);
        this.deadLetters = new DeadLetterBox(ledger, dispatcher);
        this.waiting = new WaitingList(ledger, dispatcher, branches);
        dispatcher.begin(branches, inDoubt);
        Recovery.watch(branches, inDoubt, dispatcher::later);
    }

    /**
     * Opens what earlier runs left in a directory, made if it is not there; the caller closes it before the engine.
     *
     * @param caller of those who submit
     * @throws UncheckedIOException if the directory cannot be written, or another server uses it
     */
    public static Submissions open(
            InferenceEngine engine, Path directory, SubmissionLimits limits, CallerTransaction caller) {
        Submissions submissions = open(directory, limits, new CallsOf(engine), caller);
        engine.whenPublished(submissions.dispatcher::modelsPublished);
        return submissions;
    }

    static Submissions open(Path directory, SubmissionLimits limits, Calls.Models models, CallerTransaction caller) {
        try {
            return new Submissions(SubmissionStore.open(directory), limits, models, caller);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The submissions in " + directory + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /**
     * Who submits, with the application key that a sign-on's password is, if it is one. What the key opens is looked at now; a
     * submission that was accepted is worth as much as the key was then.
     *
     * @throws InferenceException {@code AUTHENTICATION_FAILED} if the key does not open the model
     */
    public CallOrigin signedOn(Submission submission, CallOrigin caller, Optional<Secret> password) {
        return models.signedOn(
                new CallTarget(caller, submission.model(), submission.connection(), Timeouts.NONE, password, Set.of()));
    }

    /**
     * Takes a submission.
     *
     * @param within becomes part of the branch that this is associated with; accepted at once if it is with none
     * @return its id
     * @throws InferenceException {@code LIMIT_EXCEEDED} if it cannot be kept, {@code INVALID_REQUEST} if it is too large
     * @throws IllegalStateException if the transaction takes no more work, or the server has not made this part of it
     */
    public String submit(Submission submission, CallOrigin origin, SubmissionXAResource within) {
        Branch branch = within.current();
        if (branch == null && within.isOffered() && !caller.allowsWorkOutside()) {
            throw new IllegalStateException(
                    "The transaction takes no more work: it is over, or can only roll back; or this"
                            + " connection is not part of it. Get a connection within the transaction in which it is used.");
        }
        Submitted draft = ledger.draft(submission, origin);
        try {
            if (branch != null) {
                branch.submit(draft);
            } else {
                ledger.commit(List.of(draft), List.of());
                dispatcher.arrived(draft.entry());
            }
        } catch (StoreFailure e) {
            ledger.drop(List.of(draft));
            throw InferenceException.of(FailureCode.LIMIT_EXCEEDED, e.getMessage())
                    .modelName(submission.model())
                    .cause(e)
                    .build();
        } catch (IllegalStateException e) {
            ledger.drop(List.of(draft));
            throw e;
        }
        return draft.entry().id();
    }

    /** A door for a transaction manager, of a connection or for recovery. */
    public SubmissionXAResource transactions() {
        return new SubmissionXAResource(branches, null);
    }

    /** Somebody listens from now on. */
    public void activate(ResultEndpoint endpoint) {
        dispatcher.activate(endpoint);
    }

    /** Nobody listens there from now on. */
    public void deactivate(ResultEndpoint endpoint) {
        dispatcher.deactivate(endpoint);
    }

    /** What is not delivered yet. */
    public WaitingSubmissions waiting() {
        return waiting;
    }

    /** What was not delivered in the end. */
    public DeadLetters deadLetters() {
        return deadLetters;
    }

    /** All that are not done, in the order in which they were submitted. */
    List<Entry> all() {
        return ledger.all();
    }

    Entry find(String id) {
        return ledger.find(id).orElseThrow();
    }

    /** Sends and delivers nothing more, and closes the store. */
    @Override
    public void close() {
        dispatcher.close();
        store.close();
    }

    /** Asks the models of an engine. */
    private record CallsOf(InferenceEngine engine) implements Calls.Models {
        @Override
        public boolean areKnown() {
            return engine.areModelsKnown();
        }

        @Override
        public CallOrigin signedOn(CallTarget target) {
            return engine.signedOn(target);
        }

        @Override
        public boolean areAway(InferenceException failure) {
            return engine.isGatewayAway(failure);
        }

        @Override
        public CompletableFuture<InferenceResponse> infer(CallTarget target, InferenceRequest request) {
            return engine.inferWithin(target, request);
        }
    }
}
