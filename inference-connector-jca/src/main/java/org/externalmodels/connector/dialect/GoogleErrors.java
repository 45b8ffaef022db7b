package org.externalmodels.connector.dialect;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;

/** Google's error documents, whether the answer's status says as much or had begun as a good one. */
final class GoogleErrors {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,6}(\\.\\d{1,9})?s");

    private GoogleErrors() {}

    /** A key that is not valid is a bad request here (google.rpc.ErrorInfo). */
    static Optional<FailureCode> code(String body) {
        return details(body).anyMatch(detail -> "API_KEY_INVALID".equals(ProviderJson.string(detail, "reason")))
                ? Optional.of(FailureCode.AUTHENTICATION_FAILED)
                : Optional.empty();
    }

    /** google.rpc.RetryInfo: seconds with a fraction, such as {@code 17.5s}. */
    static Optional<Duration> retryAfter(String body) {
        return details(body)
                .map(detail -> ProviderJson.string(detail, "retryDelay"))
                .filter(delay -> delay != null && SECONDS.matcher(delay).matches())
                .map(delay -> Duration.ofMillis(new BigDecimal(delay.substring(0, delay.length() - 1))
                        .movePointRight(3)
                        .setScale(0, RoundingMode.CEILING)
                        .longValue()))
                .findFirst();
    }

    private static Stream<JsonObject> details(String body) {
        try {
            return ProviderJson.read(body) instanceof JsonObject document
                            && ProviderJson.object(document, "error").get("details") instanceof JsonArray details
                    ? details.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast)
                    : Stream.empty();
        } catch (InferenceException notJson) {
            return Stream.empty();
        }
    }

    /** The status in the document, which the answer's own would hide. */
    static InferenceException inAnswer(JsonObject error) {
        String status = ProviderJson.string(error, "status");
        int code = (int) ProviderJson.count(error, "code").orElse(200);
        // google.rpc.Code, and the status that stands for it.
        int meant = switch (status == null ? "" : status) {
            case "UNAUTHENTICATED" -> 401;
            case "PERMISSION_DENIED" -> 403;
            case "RESOURCE_EXHAUSTED" -> 429;
            case "DEADLINE_EXCEEDED" -> 504;
            default -> code;
        };
        return InferenceException.of(
                        ProviderStatus.failureCode(meant),
                        "the provider reported an error in its answer: " + status + ", "
                                + ProviderJson.string(error, "message"))
                .providerStatus(code)
                .build();
    }
}
