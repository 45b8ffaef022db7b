package org.externalmodels.connector.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A wait that costs no thread, and that any thread can end early. */
final class Pause {

    private final Executor threads;
    private final Runnable then;
    private final Consumer<Pause> whenOver;
    private final AtomicBoolean over = new AtomicBoolean();
    private final CompletableFuture<Void> timer = new CompletableFuture<>();

    /**
     * A wait that has not begun.
     *
     * @param threads where it goes on when its time is over
     */
    Pause(Executor threads, Runnable then, Consumer<Pause> whenOver) {
        this.threads = threads;
        this.then = then;
        this.whenOver = whenOver;
    }

    void begin(Duration wait) {
        // Not on the timer's thread, which is the JDK's only one: what comes next can take its time.
        CompletableFuture<Void> unused = timer.completeOnTimeout(null, wait.toNanos(), TimeUnit.NANOSECONDS)
                .thenRunAsync(this::end, threads);
    }

    /** Goes on, on the calling thread, unless it has gone on already. */
    void end() {
        if (over.compareAndSet(false, true)) {
            whenOver.accept(this);
            timer.cancel(false);
            then.run();
        }
    }
}
