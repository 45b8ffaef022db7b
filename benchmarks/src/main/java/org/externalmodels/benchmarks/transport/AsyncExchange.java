package org.externalmodels.benchmarks.transport;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.hc.core5.concurrent.FutureCallback;

/** Completes from an HttpClient callback; cancelling it cancels the exchange. */
public final class AsyncExchange<T> extends CompletableFuture<T> implements FutureCallback<T> {

    private volatile Future<T> running;

    /** Takes what the client returned for the exchange. */
    public void endsWith(Future<T> exchange) {
        running = exchange;
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        Future<T> exchange = running;
        if (exchange != null) {
            exchange.cancel(mayInterrupt);
        }
        return super.cancel(mayInterrupt);
    }

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
        super.cancel(false);
    }
}
