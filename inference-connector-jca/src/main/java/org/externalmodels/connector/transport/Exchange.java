package org.externalmodels.connector.transport;

/** A request under way. */
public interface Exchange {

    /** Ends it; the receiver hears {@link ResponseReceiver#failed} with {@link TransportFailure.Kind#CANCELLED}. */
    void cancel();

    /** Reads on after {@link ResponseReceiver#body} has paused. */
    void resume();
}
