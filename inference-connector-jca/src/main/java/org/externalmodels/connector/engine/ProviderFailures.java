package org.externalmodels.connector.engine;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.externalmodels.connector.authentication.Masking;
import org.externalmodels.connector.dialect.ProviderDialect;
import org.externalmodels.connector.dialect.ProviderStatus;
import org.externalmodels.connector.dialect.ProviderWords;
import org.externalmodels.connector.transport.ResponseHead;
import org.externalmodels.connector.transport.TransportFailure;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;

/** From what the provider, or the way to it, did to a failure. */
final class ProviderFailures {

    private static final int EXCERPT = 2_000;
    private static final int EXCERPT_IN_MESSAGE = 300;

    /** A year, in seconds. */
    private static final long LONGEST_WAIT = 31_536_000;

    private ProviderFailures() {}

    static FailureCode code(TransportFailure.Kind kind, boolean answerBegan) {
        return switch (kind) {
            case NOT_ALLOWED, UNREACHABLE, DIED_EARLY -> FailureCode.PROVIDER_UNREACHABLE;
            case BROKEN -> answerBegan ? FailureCode.STREAM_INTERRUPTED : FailureCode.PROVIDER_UNREACHABLE;
            case NOT_HTTP -> FailureCode.INVALID_RESPONSE;
            case CONNECT_TIMEOUT, HEADER_TIMEOUT, IDLE_TIMEOUT, TOTAL_TIMEOUT -> FailureCode.TIMEOUT;
            case CANCELLED -> FailureCode.CANCELLED;
            case NO_CONNECTION_FREE, OUT_OF_MEMORY -> FailureCode.LIMIT_EXCEEDED;
        };
    }

    /** A failure for an answer whose status is not a success. */
    static InferenceException.Builder ofStatus(
            Destination asked, ResponseHead head, String body, Masking masking, ProviderDialect dialect) {
        String said = "the provider answered " + head.status() + ": " + words(head, body, masking);
        return InferenceException.of(
                        dialect.failureCode(head.status(), body)
                                .orElseGet(() -> ProviderStatus.failureCode(head.status())),
                        asked.cured(said, head.status(), body))
                .providerStatus(head.status())
                .providerBody(excerpt(body, masking))
                .retryAfter(head.header("retry-after-ms")
                        .flatMap(ProviderFailures::retryAfterMillis)
                        .or(() -> head.header("retry-after").flatMap(ProviderFailures::retryAfter))
                        .or(() -> dialect.retryAfter(body))
                        .orElse(null));
    }

    /**
     * Shows an answer that was not understood with the failure, and where its output was not found how it begins.
     *
     * @param begin of the answer, as it came
     */
    static InferenceException withAnswer(
            Destination asked, InferenceException e, ResponseHead head, String begin, Masking masking) {
        String excerpt = excerpt(begin, masking);
        String begins = e.code() == FailureCode.OUTPUT_NOT_FOUND ? "; it begins: " + line(excerpt) : "";
        return InferenceException.of(e.code(), asked.cured(e.getMessage() + begins, head.status(), begin))
                .providerStatus(head.status())
                .providerBody(excerpt)
                .retryAfter(e.retryAfter().orElse(null))
                .cause(e.getCause())
                .build();
    }

    /** What the provider says to people, in a line; the document it comes in is no sentence. */
    static String words(ResponseHead head, String body, Masking masking) {
        String type = body.isBlank() ? "" : head.mediaType();
        String nothing = type.isEmpty() ? "no message" : "no message, only " + type;
        // Masked before it is cut, as an excerpt is.
        return line(masking.mask(ProviderWords.of(body).orElse(nothing)));
    }

    /** What of an excerpt fits into a message. */
    static String line(String excerpt) {
        String line = excerpt.replaceAll("\\s+", " ").strip();
        return line.length() > EXCERPT_IN_MESSAGE ? line.substring(0, EXCERPT_IN_MESSAGE) + "…" : line;
    }

    static String excerpt(String body, Masking masking) {
        // Masked before it is cut: half a secret is one as well.
        String text = masking.mask(body);
        return text.length() > EXCERPT ? text.substring(0, EXCERPT) + "…" : text;
    }

    /** RFC 9110 section 10.2.3: seconds or a date. */
    static Optional<Duration> retryAfter(String value) {
        try {
            if (value.strip().chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Optional.of(Duration.ofSeconds(Math.min(LONGEST_WAIT, Long.parseLong(value.strip()))));
            }
            Instant when = ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(Instant.now(), when);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The finer header of OpenAI and Azure OpenAI. */
    private static Optional<Duration> retryAfterMillis(String value) {
        try {
            return Optional.of(Duration.ofMillis(Math.min(LONGEST_WAIT * 1_000, Long.parseUnsignedLong(value.strip()))))
                    .filter(wait -> !wait.isNegative());
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
