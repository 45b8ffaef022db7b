package org.externalmodels.connector.submission;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import javax.transaction.xa.XAResource;
import org.externalmodels.inference.InferenceResult;

/** An active listener: which results it wants, and how they get there. Shared by threads. */
public interface ResultEndpoint {

    /** What it wants. */
    Wanted wanted();

    /**
     * Which results a listener wants, and how.
     *
     * @param destination those of this destination
     * @param correlationPrefix of those, the ones whose correlation id begins with it; empty for all
     * @param maxConcurrency the most deliveries at a time
     * @param maxCalls the most calls under way at a time
     * @param redeliveryLimit how often a result is delivered again after the first delivery failed
     * @param redeliveryDelay before it is
     */
    record Wanted(
            String destination,
            String correlationPrefix,
            int maxConcurrency,
            int maxCalls,
            int redeliveryLimit,
            Duration redeliveryDelay) {
        boolean includes(Entry entry) {
            return entry.destination().equals(destination)
                    && entry.correlationId().startsWith(correlationPrefix);
        }
    }

    /**
     * Runs work on a thread of the container.
     *
     * @throws RejectedExecutionException if there is none at the moment
     */
    void execute(Runnable work);

    /**
     * Gets somebody to deliver one result to, with what removes it in the receiver's transaction.
     *
     * @throws Unavailable if there is nobody at the moment
     */
    Receiver receiver(XAResource removal) throws Unavailable;

    /** Takes one result; used by one thread. */
    interface Receiver extends AutoCloseable {

        /** Whether a transaction of the container's surrounds the delivery. */
        boolean isTransacted();

        /**
         * Delivers, transaction and all.
         *
         * @throws DeliveryFailed if the listener or its transaction failed
         */
        void deliver(InferenceResult result) throws DeliveryFailed;

        @Override
        void close();
    }

    /** The listener is not there: its application starts or stops, or all instances are busy. */
    final class Unavailable extends Exception {
        private static final long serialVersionUID = 1L;

        public Unavailable(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** The listener did not take a result. */
    final class DeliveryFailed extends Exception {
        private static final long serialVersionUID = 1L;

        public DeliveryFailed(Throwable cause) {
            super(cause.toString(), cause);
        }
    }
}
