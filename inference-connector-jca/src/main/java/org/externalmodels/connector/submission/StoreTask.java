package org.externalmodels.connector.submission;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/** Something to do with the tables, and who waits for it. For the store's own thread. */
final class StoreTask<T> {

    private final Function<Tables, T> work;
    private final boolean changes;
    private final Consumer<Tables> undo;
    private final CompletableFuture<T> done = new CompletableFuture<>();
    private T result;

    /**
     * Something to do.
     *
     * @param changes whether it changes something
     * @param undo takes that back
     */
    StoreTask(Function<Tables, T> work, boolean changes, Consumer<Tables> undo) {
        this.work = work;
        this.changes = changes;
        this.undo = undo;
    }

    boolean changes() {
        return changes;
    }

    Consumer<Tables> undo() {
        return undo;
    }

    /** Completes when it is told what became of it. */
    CompletableFuture<T> done() {
        return done;
    }

    void perform(Tables tables) {
        result = work.apply(tables);
    }

    void tell() {
        done.complete(result);
    }

    void fail(Throwable why) {
        done.completeExceptionally(why);
    }
}
