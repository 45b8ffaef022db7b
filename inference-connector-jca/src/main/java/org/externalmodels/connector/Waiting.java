package org.externalmodels.connector;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;

/** Waits on the caller's thread for what comes from the transport's. */
final class Waiting {

    private Waiting() {}

    static <T> T forAnswer(CompletableFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw InferenceException.of(
                            FailureCode.CANCELLED, "The waiting thread was interrupted; the call was ended.")
                    .cause(e)
                    .build();
        } catch (CancellationException e) {
            throw InferenceException.of(FailureCode.CANCELLED, "The call was cancelled.")
                    .cause(e)
                    .build();
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    /** A copy, so that the stack trace shows who called; the original is its cause. */
    private static RuntimeException failure(Throwable cause) {
        if (cause instanceof InferenceException failure) {
            return failure.toBuilder().build();
        }
        return new IllegalStateException("The call failed for a reason that has no failure code: " + cause, cause);
    }
}
