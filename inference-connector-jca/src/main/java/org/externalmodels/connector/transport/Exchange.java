package org.externalmodels.connector.transport;

/** A request under way. */
public interface Exchange {

    /**
     * Ends it, unless it was left; the receiver hears {@link ResponseReceiver#failed} with
     * {@link TransportFailure.Kind#CANCELLED}.
     */
    void cancel();

    /**
     * The receiver has all that it wants, and hears of nothing more. What still comes is passed over for a moment, so that the
     * connection can be used again.
     */
    void leave();

    /** Reads on after {@link ResponseReceiver#body} has paused. */
    void resume();
}
