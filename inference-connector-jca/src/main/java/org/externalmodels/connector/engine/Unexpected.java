package org.externalmodels.connector.engine;

import org.externalmodels.connector.dialect.AnswerBody;
import org.externalmodels.connector.dialect.Operation;
import org.externalmodels.connector.dialect.ProviderDialect;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.TokenUsage;

/**
 * Exceptions that no code here throws on purpose, such as a JSON library's on extreme input. They end the one call they
 * come from, with a record, like any failure.
 */
final class Unexpected {

    private Unexpected() {}

    static InferenceException inRequest(RuntimeException e) {
        return of(FailureCode.INVALID_REQUEST, "the request cannot be sent", e);
    }

    static InferenceException inAnswer(RuntimeException e) {
        return of(FailureCode.INVALID_RESPONSE, "the answer cannot be understood", e);
    }

    /** What an answer that was not understood tells of its tokens. */
    static TokenUsage usage(ProviderDialect dialect, AnswerBody answer, Operation operation) {
        try {
            return dialect.usage(answer, operation);
        } catch (RuntimeException nothingToBeRead) {
            return TokenUsage.UNKNOWN;
        }
    }

    private static InferenceException of(FailureCode code, String message, RuntimeException e) {
        return e instanceof InferenceException failure
                ? failure
                : InferenceException.of(code, message).cause(e).build();
    }
}
