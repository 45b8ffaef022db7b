package org.externalmodels.benchmarks.transport;

import java.util.concurrent.CompletableFuture;
import org.apache.hc.core5.concurrent.FutureCallback;

/** Completes a future from an HttpClient callback, as the engine does. */
final class AsyncExchange<T> extends CompletableFuture<T> implements FutureCallback<T> {

    @Override
    public void completed(T result) {
        complete(result);
    }

    @Override
    public void failed(Exception failure) {
        completeExceptionally(failure);
    }

    @Override
    public void cancelled() {
        cancel(false);
    }
}
