package org.externalmodels.connector.engine;

import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;

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

    private static InferenceException of(FailureCode code, String message, RuntimeException e) {
        return e instanceof InferenceException failure
                ? failure
                : InferenceException.of(code, message).cause(e).build();
    }
}
