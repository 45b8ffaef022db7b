package org.externalmodels.connector.dialect;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.externalmodels.connector.transport.OutboundRequest.Header;
import org.externalmodels.connector.transport.ResponseHead;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.Secret;

/**
 * One wire format: a request to bytes, bytes to an answer. Compiled for one model definition, immutable, shared by
 * threads. What goes wrong is an {@link InferenceException} that names neither model nor connection; the engine adds them.
 */
public interface ProviderDialect {

    /** The operations this wire format has for the model. */
    Set<Operation> operations();

    /**
     * Where calls of an operation go.
     *
     * @param endpoint of the definition or the connection: the operation's own address, or the API's base
     */
    URI address(URI endpoint, Operation operation);

    /** Which of the {@link #operations} a request needs. */
    default Operation operation(InferenceRequest request, boolean streaming) {
        return streaming ? Operation.CHAT_STREAM : Operation.CHAT;
    }

    /** What the wire format wants sent with each call beside body and credentials, such as the API's version. */
    default List<Header> headers() {
        return List.of();
    }

    /** Where the provider wants a key that came without saying where it goes. */
    default Authentication placed(Secret key) {
        return new Authentication.Bearer(key);
    }

    /** Whether a request can say that the model is to ask for one tool at a time. */
    default boolean limitsToolsToOne() {
        return false;
    }

    /** Writes a request for one of the operations but embeddings. */
    Payload encode(InferenceRequest request, Operation operation);

    /** Understands the body of a successful answer. */
    Answer decode(AnswerBody body, InferenceRequest request, Operation operation);

    /**
     * The tokens that the body of a successful answer tells of, whatever else is wrong with it: they are paid for.
     *
     * @throws InferenceException if it is nothing that could tell
     */
    TokenUsage usage(AnswerBody body, Operation operation);

    /** Starts to understand a streamed answer. */
    StreamDecoder streamDecoder(InferenceRequest request);

    /** The failure that an answer without success tells whole, in which case nothing is added to it. */
    default Optional<InferenceException> failure(ResponseHead head, String body) {
        return Optional.empty();
    }

    /** What an answer without success means, where its body says it better than its status. */
    default Optional<FailureCode> failureCode(int status, String body) {
        return Optional.empty();
    }

    /** How long to wait, where the body of an answer without success says it in place of a header. */
    default Optional<Duration> retryAfter(String body) {
        return Optional.empty();
    }

    /** Writes a request for vectors. */
    default Payload encode(EmbeddingRequest request) {
        throw noEmbeddings();
    }

    /** Understands an answer of vectors. */
    default Vectors decode(AnswerBody body, EmbeddingRequest request) {
        throw noEmbeddings();
    }

    /** Understands an answer to {@link Operation#COUNT_TOKENS}. */
    default long countedTokens(String body) {
        throw new InferenceException(FailureCode.FEATURE_NOT_ENABLED, "the model's wire format does not count tokens");
    }

    private static InferenceException noEmbeddings() {
        return new InferenceException(FailureCode.FEATURE_NOT_ENABLED, "the model's wire format has no embeddings");
    }
}
