package org.externalmodels.connector.engine;

import org.externalmodels.connector.dialect.Operation;
import org.externalmodels.connector.dialect.ProviderDialect;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.TokenUsage;

/**
 * Exceptions that no code here throws on purpose, such as a JSON library's on extreme input, or want of memory. They end
 * the one call they come from, with a record, like any failure.
 */
final class Unexpected {

    private Unexpected() {}

    static InferenceException inRequest(Throwable e) {
        return of(FailureCode.INVALID_REQUEST, "the request cannot be sent", e);
    }

    static InferenceException inAnswer(Throwable e) {
        return of(FailureCode.INVALID_RESPONSE, "the answer cannot be understood", e);
    }

    /** What an answer that was not understood tells of its tokens. */
    static TokenUsage usage(ProviderDialect dialect, BodyBuffer answer, Operation operation) {
        try {
            return dialect.usage(answer.answer(), operation);
        } catch (RuntimeException | VirtualMachineError nothingToBeRead) {
            return TokenUsage.UNKNOWN;
        }
    }

    /** When all that was left to do was to hand over what came of the call. */
    static InferenceException atTheEnd(Throwable e) {
        return of(FailureCode.LIMIT_EXCEEDED, "this server could not finish the call", e);
    }

    private static InferenceException of(FailureCode code, String message, Throwable e) {
        if (e instanceof InferenceException failure) {
            return failure;
        }
        return e instanceof VirtualMachineError
                ? InferenceException.of(FailureCode.LIMIT_EXCEEDED, "this server ran out of memory with the call")
                        .cause(e)
                        .build()
                : InferenceException.of(code, message).cause(e).build();
    }
}
