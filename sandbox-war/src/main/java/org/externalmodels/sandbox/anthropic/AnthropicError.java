package org.externalmodels.sandbox.anthropic;

import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Json;

/** A request Anthropic would refuse, in its words (API reference, "Errors"): HTTP status, kind and message. */
final class AnthropicError extends RuntimeException {
    private final int status;

    private AnthropicError(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    static AnthropicError of(int status, String message) {
        return new AnthropicError(status, message);
    }

    static AnthropicError invalid(String message) {
        return of(400, message);
    }

    static AnthropicError at(String path, String message) {
        return invalid(path + ": " + message);
    }

    Answer answer(String requestId) {
        var error = Json.object().add("type", kind()).add("message", getMessage());
        return Answer.json(
                status,
                Json.object()
                        .add("type", "error")
                        .add("error", error)
                        .add("request_id", requestId)
                        .build());
    }

    private String kind() {
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 504 -> "timeout_error";
            case 529 -> "overloaded_error";
            default -> status < 500 ? "invalid_request_error" : "api_error";
        };
    }
}
