package org.externalmodels.inference.spi;

/** Hears of every call as it happens, for telemetry. Called on the call's way: it must be quick and must not throw. */
public interface CallObserver {

    /**
     * A call begins, on the caller's thread.
     *
     * @return what is to hear of the rest of this call; {@link Observation#NONE} if nothing
     */
    Observation started(Start start);

    /**
     * A token endpoint gave a new refresh token in place of an old one, which may be of no more use. Not part of any call.
     *
     * @param profileId as in {@link Authentication.OAuth2#profileId}
     */
    default void refreshTokenReplaced(String profileId, Secret old, Secret replacement) {}

    /**
     * How a call begins.
     *
     * @param traceId of the call
     * @param modelName as asked for
     * @param origin where it comes from
     * @param streaming whether the answer is handed over as it arrives
     * @param kind what is asked
     */
    record Start(String traceId, String modelName, CallOrigin origin, boolean streaming, Kind kind) {}

    /** What a call asks of a model. */
    enum Kind {
        CONVERSATION,
        EMBEDDINGS
    }

    /** Hears of one call. Its methods may come from any thread, one at a time. */
    interface Observation {

        /** Hears nothing. */
        Observation NONE = new Observation() {};

        /**
         * It is known which model and connection the call is for. Heard again when it goes elsewhere, and not at all of a call
         * for which there are none.
         */
        default void routed(ModelDefinition model, ConnectionDefinition connection) {}

        /** The first piece of the answer came. */
        default void firstChunk() {}

        /** Another piece of an answer that is handed over as it arrives came. */
        default void chunk() {}

        /** The provider told its own name of the model that answered. */
        default void answeredBy(String providerModel) {}

        /**
         * An attempt failed and another one follows.
         *
         * @param record of the attempt, with the code it failed with and what it is known to have used
         */
        default void retrying(UsageRecord record) {}

        /** The call is over and its record is in the journal. */
        default void ended(UsageRecord record) {}
    }
}
