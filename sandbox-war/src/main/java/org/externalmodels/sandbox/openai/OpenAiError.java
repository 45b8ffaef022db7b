package org.externalmodels.sandbox.openai;

import jakarta.json.JsonValue;
import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Json;

/** A request OpenAI would refuse, in its words: status, message, type, the parameter at fault and a code, or null. */
final class OpenAiError extends RuntimeException {
    private static final String INVALID = "invalid_request_error";

    private final int status;
    private final String type;
    private final String param;
    private final String code;

    private OpenAiError(int status, String message, String type, String param, String code) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
        this.param = param;
        this.code = code;
    }

    static OpenAiError badRequest(String param, String code, String message) {
        return new OpenAiError(400, message, INVALID, param, code);
    }

    static OpenAiError of(int status, String type, String code, String message) {
        return new OpenAiError(status, message, type, null, code);
    }

    static OpenAiError invalidRequest(int status, String code, String message) {
        return of(status, INVALID, code, message);
    }

    static OpenAiError missing(String param) {
        return badRequest(param, "missing_required_parameter", "Missing required parameter: '" + param + "'.");
    }

    static OpenAiError wrongType(String param, String expected, JsonValue got) {
        return badRequest(
                param,
                "invalid_type",
                "Invalid type for '" + param + "': expected " + expected + ", but got " + JsonType.of(got)
                        + " instead.");
    }

    static OpenAiError wrongValue(String param, String value, String supported) {
        return badRequest(
                param, "invalid_value", "Invalid value: '" + value + "'. Supported values are: " + supported + ".");
    }

    static OpenAiError unsupported(String param) {
        return badRequest(
                param,
                "unsupported_parameter",
                "Unsupported parameter: '" + param + "' is not supported with this model.");
    }

    static OpenAiError unsupportedValue(String param, String value, String only) {
        return badRequest(
                param,
                "unsupported_value",
                "Unsupported value: '" + param + "' does not support " + value + " with this model. Only the default ("
                        + only + ") value is supported.");
    }

    Answer answer() {
        var error = Json.object()
                .add("message", getMessage())
                .add("type", type)
                .add("param", param == null ? JsonValue.NULL : Json.string(param))
                .add("code", code == null ? JsonValue.NULL : Json.string(code));
        return Answer.json(status, Json.object().add("error", error).build());
    }
}
