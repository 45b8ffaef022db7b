package org.externalmodels.connector.dialect;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.externalmodels.connector.transport.TransportFailure;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;

/** A failure as another server of External Models tells it: the same that its own applications get. */
final class GatewayFailure {

    private static final long LONGEST_WAIT = Duration.ofDays(365).toSeconds();

    private GatewayFailure() {}

    /**
     * Reads an error.
     *
     * @param status of the answer, 0 in a stream
     * @param retryAfter the header, {@code null} if there is none
     */
    static InferenceException of(int status, String retryAfter, JsonObject error) {
        String message = ProviderJson.string(error, "message");
        JsonObject details = ProviderJson.object(error, GatewayDetails.MEMBER);
        InferenceException.Builder failure = InferenceException.of(
                        code(ProviderJson.string(error, "code"), status),
                        message == null ? "the gateway refused" : message)
                .retryAfter(wait(details, retryAfter).orElse(null))
                .providerBody(ProviderJson.string(details, "provider_body"));
        OptionalLong providerStatus = ProviderJson.count(details, "provider_status");
        if (providerStatus.isPresent()) {
            failure.providerStatus((int) providerStatus.getAsLong());
        }
        String trace = ProviderJson.string(details, "trace");
        if (trace == null) {
            failure.cause(away(failure.build()));
        } else {
            // With a trace it is somebody's call already, and nobody's name is added to it.
            failure.traceId(trace)
                    .modelName(ProviderJson.string(details, "model"))
                    .connectionName(ProviderJson.string(details, "connection"));
        }
        return failure.build();
    }

    /**
     * The failure that an answer is which no server of External Models wrote.
     *
     * @param host of the gateway, which something else has answered for
     * @param retryAfter the header, {@code null} if there is none
     */
    static InferenceException ofAnother(String host, int status, String retryAfter) {
        String message = "the gateway " + host + " is not there: what answered " + status
                + " in its place is no server of External Models";
        return InferenceException.of(FailureCode.PROVIDER_UNREACHABLE, message)
                .providerStatus(status)
                .retryAfter(wait(JsonValue.EMPTY_JSON_OBJECT, retryAfter).orElse(null))
                .cause(new TransportFailure(TransportFailure.Kind.UNREACHABLE, message, null))
                .build();
    }

    /** Before it has made a call a server says that it is not ready, which is the same as not being there. */
    private static TransportFailure away(InferenceException failure) {
        return failure.code() == FailureCode.PROVIDER_UNREACHABLE
                ? new TransportFailure(TransportFailure.Kind.UNREACHABLE, failure.getMessage(), null)
                : null;
    }

    private static FailureCode code(String word, int status) {
        for (FailureCode code : FailureCode.values()) {
            if (code.name().equals(word)) {
                return code;
            }
        }
        return switch (status) {
            case 400, 413, 415, 422 -> FailureCode.INVALID_REQUEST;
            case 404 -> FailureCode.MODEL_NOT_FOUND;
            case 502, 503 -> FailureCode.PROVIDER_UNREACHABLE;
            default -> ProviderStatus.failureCode(status);
        };
    }

    private static Optional<Duration> wait(JsonObject details, String retryAfter) {
        OptionalLong millis = ProviderJson.count(details, "retry_after_ms");
        if (millis.isPresent()) {
            return Optional.of(Duration.ofMillis(Math.min(millis.getAsLong(), LONGEST_WAIT * 1_000)));
        }
        return retryAfter != null && retryAfter.matches("\\d{1,9}")
                ? Optional.of(Duration.ofSeconds(Math.min(Long.parseLong(retryAfter), LONGEST_WAIT)))
                : Optional.empty();
    }
}
