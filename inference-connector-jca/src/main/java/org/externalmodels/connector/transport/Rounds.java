package org.externalmodels.connector.transport;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Does something again and again on a thread of its own, until it is closed. One round that fails is not the last: there is nobody
 * else to do it, and an error such as that memory has run out passes.
 */
final class Rounds implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Rounds.class.getName());

    private final Duration pause;
    private final Runnable round;
    private final Thread thread;
    private volatile boolean closed;

    private Rounds(String name, Duration pause, Runnable round) {
        this.pause = pause;
        this.round = round;
        thread = new Thread(this::goOn, name);
        thread.setDaemon(true);
    }

    /** Begins with a pause. */
    static Rounds start(String name, Duration pause, Runnable round) {
        Rounds rounds = new Rounds(name, pause, round);
        rounds.thread.start();
        return rounds;
    }

    private void goOn() {
        while (rest()) {
            try {
                round.run();
            } catch (RuntimeException | Error failure) {
                tell(failure);
            }
        }
    }

    /** {@code false} when it is over. */
    private boolean rest() {
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            return !closed;
        } catch (InterruptedException over) {
            return false;
        }
    }

    private void tell(Throwable failure) {
        try {
            LOG.log(Level.WARNING, thread.getName() + " failed and goes on", failure);
        } catch (RuntimeException | Error noMemoryForWords) {
            return;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
