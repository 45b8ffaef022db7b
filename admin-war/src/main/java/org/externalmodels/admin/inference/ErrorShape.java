package org.externalmodels.admin.inference;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.externalmodels.registry.json.Json;

/** How a family of wire formats writes an error. */
enum ErrorShape {
    OPENAI {
        @Override
        JsonObject json(Refusal refusal) {
            return Json.createObjectBuilder()
                    .add(
                            "error",
                            Json.createObjectBuilder()
                                    .add("message", refusal.getMessage())
                                    .add("type", type(refusal.status()))
                                    .add("param", text(refusal.param()))
                                    .add("code", text(refusal.code())))
                    .build();
        }

        private static String type(int status) {
            return switch (status) {
                case 401 -> "authentication_error";
                case 403 -> "permission_error";
                case 429 -> "rate_limit_error";
                default -> status < 500 ? "invalid_request_error" : "server_error";
            };
        }
    },

    ANTHROPIC {
        @Override
        JsonObject json(Refusal refusal) {
            String param = refusal.param();
            return Json.createObjectBuilder()
                    .add("type", "error")
                    .add(
                            "error",
                            Json.createObjectBuilder()
                                    .add("type", type(refusal.status()))
                                    .add("message", refusal.getMessage())
                                    .add("param", text(param))
                                    .add("code", text(refusal.code())))
                    .add("request_id", text(refusal.details().traceId()))
                    .build();
        }

        private static String type(int status) {
            return switch (status) {
                case 401 -> "authentication_error";
                case 403 -> "permission_error";
                case 404 -> "not_found_error";
                case 413 -> "request_too_large";
                case 429 -> "rate_limit_error";
                case 504 -> "timeout_error";
                case 503 -> "overloaded_error";
                default -> status < 500 ? "invalid_request_error" : "api_error";
            };
        }
    };

    abstract JsonObject json(Refusal refusal);

    private static JsonValue text(String value) {
        return value == null ? JsonValue.NULL : Json.createValue(value);
    }
}
