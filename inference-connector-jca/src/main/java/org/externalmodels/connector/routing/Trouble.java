package org.externalmodels.connector.routing;

import java.time.Duration;
import java.util.Set;
import org.externalmodels.connector.transport.TransportFailure;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;

/** What the failure of an attempt says about the connection it went over. */
public enum Trouble {
    /** Nothing: the caller gave up, was in a hurry, or this server itself was short of something. */
    NONE,
    /** The provider answers, and has something against the request. */
    OF_THE_REQUEST,
    /** It may be a passing one; several in a row are not. */
    PASSING,
    /** One is enough: the provider asks for a pause, refuses the credentials, or is not there. */
    CERTAIN;

    /** Who waits less says nothing about the provider. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Set<FailureCode> ELSEWHERE = Set.of(
            FailureCode.RATE_LIMITED,
            FailureCode.AUTHENTICATION_FAILED,
            FailureCode.PROVIDER_UNREACHABLE,
            FailureCode.TIMEOUT,
            FailureCode.INVALID_RESPONSE,
            FailureCode.STREAM_INTERRUPTED);

    /**
     * Judges a failed attempt.
     *
     * @param took how long it was given
     */
    public static Trouble of(InferenceException failure, Duration took) {
        return switch (failure.code()) {
            case RATE_LIMITED, AUTHENTICATION_FAILED -> CERTAIN;
            case PROVIDER_UNREACHABLE -> isAway(failure) ? CERTAIN : PASSING;
            case STREAM_INTERRUPTED -> PASSING;
            case TIMEOUT -> isAway(failure) ? CERTAIN : saysSo(failure) || isLong(took) ? PASSING : NONE;
            case INVALID_RESPONSE -> failure.getCause() instanceof TransportFailure ? PASSING : NONE;
            case PROVIDER_ERROR -> isOfTheProvider(failure) ? PASSING : OF_THE_REQUEST;
            default -> NONE;
        };
    }

    /** Whether the same request may fare better over another connection, or with another model. */
    public static boolean mayPassElsewhere(InferenceException failure) {
        return failure.code() == FailureCode.PROVIDER_ERROR
                ? isOfTheProvider(failure)
                : ELSEWHERE.contains(failure.code());
    }

    private static boolean isAway(InferenceException failure) {
        return failure.getCause() instanceof TransportFailure transport
                && (transport.kind() == TransportFailure.Kind.UNREACHABLE
                        || transport.kind() == TransportFailure.Kind.CONNECT_TIMEOUT);
    }

    /** It was the provider's time that was over, and not ours. */
    private static boolean saysSo(InferenceException timeout) {
        return timeout.providerStatus().isPresent();
    }

    private static boolean isLong(Duration took) {
        return took.compareTo(PATIENCE) >= 0;
    }

    private static boolean isOfTheProvider(InferenceException failure) {
        int status = failure.providerStatus().orElse(500);
        return status >= 500 || status == 425;
    }
}
