package org.externalmodels.workflow.server;

import java.util.function.Supplier;

/** Work that is done once, and what came of it: containers change what beans throw. Of one thread. */
final class Attempt<T> {

    private final Supplier<T> work;
    private T result;
    private RuntimeException exception;
    private Error error;

    Attempt(Supplier<T> work) {
        this.work = work;
    }

    /** Does the work. */
    boolean succeeds() {
        try {
            result = work.get();
            return true;
        } catch (RuntimeException failure) {
            exception = failure;
        } catch (Error failure) {
            error = failure;
        }
        return false;
    }

    /** What the work gave, or what it threw. */
    T result() {
        if (exception != null) {
            throw exception;
        }
        if (error != null) {
            throw error;
        }
        return result;
    }
}
