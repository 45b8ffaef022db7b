package org.externalmodels.sandbox.cohere;

import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Json;

/** A request Cohere would refuse, in its words: HTTP status and message. */
final class CohereError extends RuntimeException {
    private final int status;

    private CohereError(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    static CohereError of(int status, String message) {
        return new CohereError(status, message);
    }

    static CohereError invalid(String message) {
        return of(400, "invalid request: " + message);
    }

    static CohereError unknownField(String name, String page) {
        return of(
                422,
                "unknown field: parameter '" + name
                        + "' is not a valid field. For proper usage, please refer to https://docs.cohere.com/reference/"
                        + page);
    }

    Answer answer(String id) {
        return Answer.json(
                status, Json.object().add("id", id).add("message", getMessage()).build());
    }
}
