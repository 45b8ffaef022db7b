package org.externalmodels.inference.spi;

import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.externalmodels.inference.InferenceException;

/**
 * Decides about each attempt of each call before it goes out, whatever its way in: limits and budgets. It is asked on a
 * thread that may wait, but not long. Thread-safe.
 */
public interface CallAdmission {

    /** Admits all. */
    CallAdmission ALL = attempt -> new Admitted(Ticket.NONE);

    /** Admits an attempt, or says why not. It must not throw. */
    Decision admit(Attempt attempt);

    /**
     * What is about to go out.
     *
     * @param origin where the call comes from
     * @param modelId of the model that is asked
     * @param modelName its registered name
     * @param connectionId of the connection it goes over
     * @param connectionName its name
     * @param characters of all that the request has to read, pictures and sound as if they were text; counted when asked for
     * @param maxTokens the most tokens the answer may have, if the request says so
     * @param media pictures that it asks for and sound that it has, about as much as there will be
     */
    record Attempt(
            CallOrigin origin,
            String modelId,
            String modelName,
            String connectionId,
            String connectionName,
            LongSupplier characters,
            OptionalLong maxTokens,
            UsageRecord.MediaUsage media) {
        public Attempt {
            Objects.requireNonNull(origin, "origin");
            Objects.requireNonNull(modelId, "modelId");
            Objects.requireNonNull(modelName, "modelName");
            Objects.requireNonNull(connectionId, "connectionId");
            Objects.requireNonNull(connectionName, "connectionName");
            Objects.requireNonNull(characters, "characters");
            Objects.requireNonNull(maxTokens, "maxTokens");
            Objects.requireNonNull(media, "media");
        }
    }

    /** What was decided. */
    sealed interface Decision {}

    /** The attempt goes out; its ticket hears of its end. */
    record Admitted(Ticket ticket) implements Decision {}

    /**
     * The attempt does not go out; nothing was taken for it.
     *
     * @param why {@code LIMIT_EXCEEDED} or {@code BUDGET_EXCEEDED}, with the time after which to come back if that helps
     * @param elsewhere whether another connection of the model may be free
     */
    record Refused(InferenceException why, boolean elsewhere) implements Decision {}

    /** What was taken for an attempt. */
    interface Ticket {

        /** Nothing was. */
        Ticket NONE = (record, another) -> {};

        /**
         * The attempt is over. Must not wait and must not throw.
         *
         * @param record what became of it
         * @param another whether another attempt of the same call follows, which is admitted for itself
         */
        void ended(UsageRecord record, boolean another);

        /** The attempt is over and was no inference: it counts as a request, and uses neither tokens nor money. */
        default void endedUnused() {}
    }
}
