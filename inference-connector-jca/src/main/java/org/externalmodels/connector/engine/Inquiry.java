package org.externalmodels.connector.engine;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.externalmodels.connector.dialect.AnswerBody;
import org.externalmodels.connector.dialect.Operation;
import org.externalmodels.connector.dialect.Payload;
import org.externalmodels.connector.dialect.ProviderDialect;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.spi.CallObserver;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.UsageRecord.MediaUsage;

/**
 * What a call asks of a model: the only part of a call that differs between a conversation and texts to embed.
 *
 * @param <A> what the provider says
 * @param <R> what the caller gets
 */
interface Inquiry<A, R> {

    /** Refuses what the model must not be asked. */
    void admit(ModelDefinition model, boolean streaming);

    Operation operation(ProviderDialect dialect, boolean streaming);

    /** Writes what is asked of a model, in the words of its wire format. */
    Payload encode(ProviderDialect dialect, ModelDefinition model, Operation operation);

    A decode(ProviderDialect dialect, AnswerBody body, Operation operation);

    /**
     * Leaves the record of a whole answer.
     *
     * @return what the caller gets
     * @throws InferenceException as {@link Call#completed} does
     */
    R completed(Call call, A answer, int status);

    /** As {@link #completed}, for an answer that was kept. */
    R again(Call call, A answer);

    /** What of an answer may be given again, as nobody else changes it; empty if none of it. */
    Optional<A> lasting(A answer);

    /** About how many bytes of memory an answer takes. */
    long bytes(A answer);

    /** What an answer depends on beside what is sent. */
    String form();

    Class<A> answerType();

    /** How much there is to read in it, whatever is no text as if it were. */
    long characters();

    /** The most tokens it lets the answer have. */
    OptionalLong maxTokens();

    /** About how many pictures its answer has, and how much sound there is in it. */
    MediaUsage expected();

    Optional<Duration> timeout();

    Map<String, String> tags();

    CallObserver.Kind kind();

    /** What may be told of it where what it says may not: sizes and parameters, by name. */
    Map<String, Number> described();
}
