package org.externalmodels.sandbox.oauth;

import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Json;

/** An error of the token endpoint (RFC 6749 section 5.2). */
final class TokenRefusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;

    TokenRefusal(String error, String description) {
        this(400, error, description);
    }

    private TokenRefusal(int status, String error, String description) {
        super(description);
        this.status = status;
        this.error = error;
    }

    static TokenRefusal client(String description) {
        return new TokenRefusal(401, "invalid_client", description);
    }

    static Answer answer(int status, String error, String description) {
        return Answer.json(
                status,
                Json.object()
                        .add("error", error)
                        .add("error_description", description)
                        .build());
    }

    Answer answer() {
        Answer answer = answer(status, error, getMessage());
        return status == 401 ? answer.with("WWW-Authenticate", "Basic realm=\"sandbox\"") : answer;
    }
}
