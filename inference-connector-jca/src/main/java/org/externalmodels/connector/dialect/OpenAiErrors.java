package org.externalmodels.connector.dialect;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.externalmodels.inference.InferenceException;

/**
 * Errors that OpenAI, and servers that speak its format, put into an answer that had begun as a good one. They are the
 * same failures as they would have been by status (https://platform.openai.com/docs/guides/error-codes).
 */
final class OpenAiErrors {

    private OpenAiErrors() {}

    static InferenceException inAnswer(JsonObject error) {
        int status = status(error);
        return InferenceException.of(
                        ProviderStatus.failureCode(status),
                        "the provider reported an error in its answer: " + said(error))
                .providerStatus(status == 0 ? null : status)
                .build();
    }

    /** The status that stands for the error, 0 if none is known. Some servers put it where OpenAI has a word. */
    private static int status(JsonObject error) {
        for (String member : new String[] {"code", "status", "type"}) {
            JsonValue value = error.get(member);
            int status = value instanceof JsonNumber number
                    ? (int) ProviderJson.count(number).orElse(0)
                    : ofWord(ProviderJson.string(error, member));
            if (status >= 400 && status < 600) {
                return status;
            }
        }
        return 0;
    }

    private static int ofWord(String word) {
        if (word == null) {
            return 0;
        }
        return switch (word) {
            case "invalid_api_key", "authentication_error", "invalid_authentication", "AuthenticationError" -> 401;
            case "permission_error", "permission_denied", "insufficient_permissions", "PermissionDeniedError" -> 403;
            case "rate_limit_exceeded",
                    "rate_limit_error",
                    "insufficient_quota",
                    "requests",
                    "tokens",
                    "RateLimitError" -> 429;
            case "model_not_found", "not_found_error", "NotFoundError" -> 404;
            case "timeout", "timeout_error", "request_timeout", "Timeout" -> 408;
            case "invalid_request_error", "invalid_prompt", "context_length_exceeded", "BadRequestError" -> 400;
            case "server_error", "internal_server_error", "api_error", "InternalServerError" -> 500;
            case "overloaded_error", "service_unavailable", "server_overloaded" -> 503;
            default -> word.matches("[45]\\d\\d") ? Integer.parseInt(word) : 0;
        };
    }

    private static String said(JsonObject error) {
        String word = ProviderJson.string(error, "code");
        String kind = word == null ? ProviderJson.string(error, "type") : word;
        String message = ProviderJson.string(error, "message");
        if (kind == null || message == null) {
            return String.valueOf(kind == null ? message : kind);
        }
        return kind + ": " + message;
    }
}
