package org.externalmodels.inference.spi;

import java.util.List;
import java.util.Optional;

/**
 * Results of submissions that no listener took within its redelivery limit. They are kept on the server that has them
 * until somebody sends them again or discards them. Thread-safe.
 */
public interface DeadLetters {

    /** There are none, and never will be. */
    DeadLetters NONE = new DeadLetters() {
        @Override
        public List<DeadLetter> list(String after, int limit) {
            return List.of();
        }

        @Override
        public Optional<DeadLetter> find(String id) {
            return Optional.empty();
        }

        @Override
        public boolean resend(String id) {
            return false;
        }

        @Override
        public boolean discard(String id) {
            return false;
        }
    };

    /**
     * Lists them in the order in which they were submitted, without what was asked and answered.
     *
     * @param after the id of the one before the first, {@code null} to begin with the first
     * @param limit at least 1
     */
    List<DeadLetter> list(String after, int limit);

    /** Finds one by its submission's id. */
    Optional<DeadLetter> find(String id);

    /**
     * Has one delivered again, with all of its redeliveries before it. If its call failed, the model is asked again; what a
     * model answered is delivered as it is, and not paid for twice.
     *
     * @return whether there was one of this id
     */
    boolean resend(String id);

    /**
     * Removes one for good.
     *
     * @return whether there was one of this id
     */
    boolean discard(String id);
}
