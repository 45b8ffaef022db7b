package org.externalmodels.connector.engine;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.externalmodels.connector.cache.KeptAnswer;
import org.externalmodels.connector.cache.QuestionKey;
import org.externalmodels.connector.dialect.Operation;
import org.externalmodels.connector.dialect.Payload;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.NameKey;

/**
 * The answer to one question of a model that keeps its answers: given again where the same caller asked the same before, and
 * kept where not. Used by one thread at a time.
 *
 * @param <A> what the provider says
 */
final class AnswerKeeping<A> {

    private final Inquiry<A, ?> question;
    private final Passage passage;
    private final String key;

    private AnswerKeeping(Inquiry<A, ?> question, Passage passage, String key) {
        this.question = question;
        this.passage = passage;
        this.key = key;
    }

    /**
     * Says whether the answer is one to keep. What is tried out in the playground is asked anew.
     *
     * @param origin who asks, and with which application key
     * @param encodedAs how the question was encoded for the model that is asked now
     * @param encoded what came of that
     */
    static <A> Optional<AnswerKeeping<A>> of(
            Inquiry<A, ?> question, CallOrigin origin, Passage passage, Operation encodedAs, Payload encoded) {
        Route asked = passage.asked();
        if (asked.definition().cacheTtl().isEmpty() || origin.source() == CallOrigin.Source.PLAYGROUND) {
            return Optional.empty();
        }
        Operation whole = question.operation(asked.dialect().orElseThrow(), false);
        if (whole == Operation.TRANSCRIPTION) {
            // Its form has another boundary each time.
            return Optional.empty();
        }
        Payload sent = passage.isOfModelAsked() && encodedAs == whole
                ? encoded
                : question.encode(asked.dialect().orElseThrow(), asked.definition(), whole);
        return Optional.of(new AnswerKeeping<>(question, passage, key(question, origin, passage, whole, sent)));
    }

    /** What an answer depends on, and who may see it. A revision, and where connections lead, change what is answered. */
    private static String key(
            Inquiry<?, ?> question, CallOrigin origin, Passage passage, Operation whole, Payload sent) {
        Route asked = passage.asked();
        QuestionKey key = new QuestionKey()
                .with(origin.source().wireName())
                .with(origin.application())
                .with(origin.caller())
                .with(origin.key())
                .with(asked.definition().id())
                .with(String.valueOf(asked.definition().revision()))
                .with(passage.wanted().map(NameKey::of))
                .with(passage.permitted().stream().map(NameKey::of).sorted().collect(Collectors.joining("\n")))
                .with(whole.name())
                .with(question.form())
                .with(sent.contentType())
                .with(sent.bytes());
        for (ConnectionRoute each : asked.connections()) {
            key.with(each.definition().id()).with(each.definition().baseUrl().map(URI::toString));
        }
        return key.text();
    }

    /** The answer, if it was given before; the call is then over the connection of then. */
    Optional<A> find() {
        Optional<KeptAnswer> kept = passage.cache().find(key);
        kept.ifPresent(answer -> passage.comesFrom(answer.connectionId()));
        return kept.map(KeptAnswer::answer).map(question.answerType()::cast);
    }

    /** Keeps an answer of the model that was asked, to be given again. */
    void keep(A answer) {
        if (passage.isOfModelAsked()) {
            Duration ttl = passage.asked().definition().cacheTtl().orElseThrow();
            String connectionId = passage.connection().definition().id();
            question.lasting(answer)
                    .ifPresent(lasting -> passage.cache()
                            .keep(key, new KeptAnswer(lasting, connectionId, ttl, question.bytes(lasting))));
        }
    }
}
