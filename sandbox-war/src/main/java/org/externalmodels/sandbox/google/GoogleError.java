package org.externalmodels.sandbox.google;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Json;

/** A request Google would refuse, in its words (https://google.aip.dev/193): HTTP status, message, status name, details. */
final class GoogleError extends RuntimeException {
    private final int code;
    private final String status;
    private final List<JsonObject> details;

    private GoogleError(int code, String status, String message, List<JsonObject> details) {
        super(message, null, false, false);
        this.code = code;
        this.status = status;
        this.details = details;
    }

    static GoogleError of(int code, String message) {
        return new GoogleError(code, name(code), message, List.of());
    }

    static GoogleError invalid(String message) {
        return of(400, message);
    }

    /** What the parser of the request says, with the field it stumbled over. */
    static GoogleError field(String path, String message) {
        var violation = Json.object();
        if (!path.isEmpty()) {
            violation.add("field", path);
        }
        JsonObject detail = Json.object()
                .add("@type", "type.googleapis.com/google.rpc.BadRequest")
                .add("fieldViolations", Json.array().add(violation.add("description", message)))
                .build();
        return new GoogleError(400, name(400), message, List.of(detail));
    }

    static GoogleError wrongValue(String path, String type, JsonValue got) {
        return field(path, "Invalid value at '" + path + "' (" + type + "), " + got);
    }

    static GoogleError withReason(int code, String reason, String message) {
        JsonObject detail = Json.object()
                .add("@type", "type.googleapis.com/google.rpc.ErrorInfo")
                .add("reason", reason)
                .add("domain", "googleapis.com")
                .add("metadata", Json.object().add("service", "generativelanguage.googleapis.com"))
                .build();
        return new GoogleError(code, name(code), message, List.of(detail));
    }

    /** The wait is in the document; there is no header for it. */
    static GoogleError exhausted(int seconds) {
        JsonObject detail = Json.object()
                .add("@type", "type.googleapis.com/google.rpc.RetryInfo")
                .add("retryDelay", seconds + "s")
                .build();
        return new GoogleError(
                429,
                name(429),
                "You exceeded your current quota, please check your plan and billing details. Please retry in "
                        + seconds + "s.",
                List.of(detail));
    }

    private static String name(int code) {
        return switch (code) {
            case 400, 413 -> "INVALID_ARGUMENT";
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 409 -> "ABORTED";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 500 -> "INTERNAL";
            case 501 -> "UNIMPLEMENTED";
            case 503 -> "UNAVAILABLE";
            case 504 -> "DEADLINE_EXCEEDED";
            default -> "UNKNOWN";
        };
    }

    Answer answer() {
        var error = Json.object().add("code", code).add("message", getMessage()).add("status", status);
        if (!details.isEmpty()) {
            var array = Json.array();
            details.forEach(array::add);
            error.add("details", array);
        }
        return Answer.json(code, Json.object().add("error", error).build());
    }
}
