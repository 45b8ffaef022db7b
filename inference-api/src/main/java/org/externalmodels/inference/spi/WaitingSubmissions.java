package org.externalmodels.inference.spi;

import java.util.List;
import java.util.Optional;

/**
 * Submissions of this server that have been accepted and not delivered; {@link DeadLetters} are not among them, nor is what
 * is to become one with a transaction that has not committed. Thread-safe.
 */
public interface WaitingSubmissions {

    /** There are none, and never will be. */
    WaitingSubmissions NONE = new WaitingSubmissions() {
        @Override
        public List<WaitingSubmission> list(String after, int limit) {
            return List.of();
        }

        @Override
        public Optional<WaitingSubmission> find(String id) {
            return Optional.empty();
        }

        @Override
        public int inDoubt() {
            return 0;
        }
    };

    /**
     * Lists them in the order in which they were submitted.
     *
     * @param after the id of the one before the first, {@code null} to begin with the first
     * @param limit at least 1
     */
    List<WaitingSubmission> list(String after, int limit);

    /** Finds one by its id. */
    Optional<WaitingSubmission> find(String id);

    /**
     * How many submissions are in doubt: a transaction is prepared that submits them, or in which they were delivered, and the
     * server has not said what becomes of it. Where that stays so, the server does not recover its transactions.
     */
    int inDoubt();
}
