package org.externalmodels.connector.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.externalmodels.connector.authentication.Authenticator;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;

/** Lets a call go on when its credentials are at hand: at once for nearly every call, and for others without a thread. */
final class Credentials {

    private Credentials() {}

    /**
     * Runs exactly one of the two, unless what goes on throws on the caller's own thread.
     *
     * @param deadline in {@link System#nanoTime}
     * @param threads where it goes on if it has to wait
     * @param goOn with credentials
     * @param failed is told why there are none, or why it could not go on
     */
    static void await(
            Authenticator authenticator,
            long deadline,
            Executor threads,
            Runnable goOn,
            Consumer<InferenceException> failed) {
        CompletableFuture<Void> ready = authenticator.ready();
        if (ready.isDone() && !ready.isCompletedExceptionally()) {
            goOn.run();
            return;
        }
        // Not on the thread that fetches credentials: what hears of it can be an application's code, and take its time.
        CompletableFuture<Void> unused = ready.copy()
                .orTimeout(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)
                .whenCompleteAsync(
                        (nothing, failure) -> {
                            if (failure == null) {
                                goOn(goOn, failed);
                            } else {
                                failed.accept(none(failure));
                            }
                        },
                        threads);
    }

    /** Nobody else would hear of what is thrown here, and the call would wait for ever. */
    private static void goOn(Runnable goOn, Consumer<InferenceException> failed) {
        try {
            goOn.run();
        } catch (RuntimeException | VirtualMachineError e) {
            failed.accept(Unexpected.inRequest(e));
        }
    }

    private static InferenceException none(Throwable failure) {
        Throwable why = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        if (why instanceof InferenceException known) {
            return known;
        }
        if (why instanceof TimeoutException) {
            return InferenceException.of(
                            FailureCode.TIMEOUT, "the total time limit passed while waiting for credentials")
                    .cause(why)
                    .build();
        }
        return InferenceException.of(FailureCode.AUTHENTICATION_FAILED, "credentials could not be had")
                .cause(why)
                .build();
    }
}
