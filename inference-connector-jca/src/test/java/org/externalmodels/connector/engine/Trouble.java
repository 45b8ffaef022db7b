package org.externalmodels.connector.engine;

import java.time.Duration;
import java.util.Optional;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.spi.Timeouts;
import org.externalmodels.inference.spi.UsageRecord;

/** What the sandbox does wrong, and what has to come of it, whole and streamed. */
enum Trouble {
    LATE_HEADER("delay=60000", Limit.HEADER, End.failed(FailureCode.TIMEOUT), End.failed(FailureCode.TIMEOUT)),
    HANG("hang", Limit.TOTAL, End.failed(FailureCode.TIMEOUT), End.failed(FailureCode.TIMEOUT)),
    LATE_PIECE("chunk-delay=60000", Limit.IDLE, End.failed(FailureCode.TIMEOUT), End.aborted(FailureCode.TIMEOUT)),
    SLOW_LORIS("drip=40", Limit.TOTAL, End.failed(FailureCode.TIMEOUT), End.aborted(FailureCode.TIMEOUT)),
    CUT(
            "cut=60",
            Limit.NONE,
            End.failed(FailureCode.PROVIDER_UNREACHABLE),
            End.aborted(FailureCode.STREAM_INTERRUPTED)),
    UNAUTHENTICATED("status=401", FailureCode.AUTHENTICATION_FAILED),
    FORBIDDEN("status=403", FailureCode.AUTHENTICATION_FAILED),
    NOT_FOUND("status=404", FailureCode.PROVIDER_ERROR),
    RATE_LIMITED("status=429;retry-after=3", FailureCode.RATE_LIMITED),
    REQUEST_TIMEOUT("status=408", FailureCode.TIMEOUT),
    TOO_LARGE("status=413", FailureCode.PROVIDER_ERROR),
    FAILED_DEPENDENCY("status=424", FailureCode.PROVIDER_ERROR),
    BROKEN("status=500", FailureCode.PROVIDER_ERROR),
    UNAVAILABLE("status=503", FailureCode.PROVIDER_ERROR),
    GATEWAY_TIMEOUT("status=504;html", FailureCode.TIMEOUT),
    OVERLOADED("status=529", FailureCode.PROVIDER_ERROR),
    PAGE_OF_A_PROXY("status=502;html", FailureCode.PROVIDER_ERROR),
    LARGE_ERROR("status=500;size=3000000", FailureCode.PROVIDER_ERROR),
    PAGE("html", Limit.NONE, End.failed(FailureCode.INVALID_RESPONSE), End.failed(FailureCode.INVALID_RESPONSE)),
    GARBAGE(
            "garbage",
            Limit.NONE,
            End.failed(FailureCode.INVALID_RESPONSE),
            End.aborted(FailureCode.STREAM_INTERRUPTED)),
    EMPTY("empty", Limit.NONE, End.failed(FailureCode.INVALID_RESPONSE), End.aborted(FailureCode.STREAM_INTERRUPTED)),
    /** A whole answer is read whatever it is said to be; a stream that is not said to be one is no whole answer either. */
    WRONG_TYPE("plain", Limit.NONE, End.COMPLETE, End.failed(FailureCode.INVALID_RESPONSE)),
    LARGE("size=3000000", Limit.NONE, End.COMPLETE, End.COMPLETE);

    private enum Limit {
        NONE,
        HEADER,
        IDLE,
        TOTAL
    }

    /** How a call ends, and what its record says. */
    record End(UsageRecord.Status status, Optional<FailureCode> code) {
        static final End COMPLETE = new End(UsageRecord.Status.COMPLETE, Optional.empty());

        static End failed(FailureCode code) {
            return new End(UsageRecord.Status.FAILED, Optional.of(code));
        }

        static End aborted(FailureCode code) {
            return new End(UsageRecord.Status.ABORTED_UPSTREAM, Optional.of(code));
        }
    }

    private final String fault;
    private final Limit limit;

    @SuppressWarnings("ImmutableEnumChecker") // An Optional is.
    private final End whole;

    @SuppressWarnings("ImmutableEnumChecker")
    private final End streamed;

    Trouble(String fault, Limit limit, End whole, End streamed) {
        this.fault = fault;
        this.limit = limit;
        this.whole = whole;
        this.streamed = streamed;
    }

    /** A status that is none of success: there is no answer, and no stream either. */
    Trouble(String fault, FailureCode code) {
        this(fault, Limit.NONE, End.failed(code), End.failed(code));
    }

    String fault() {
        return fault;
    }

    End end(SandboxFormat format, boolean streaming) {
        // Noise has no checksums; as server-sent events it is lines that say nothing.
        if (this == GARBAGE && streaming && format.hasFrames()) {
            return End.aborted(FailureCode.INVALID_RESPONSE);
        }
        // A template's stream ends where its bytes end, and then it had no words.
        if ((this == GARBAGE || this == EMPTY) && streaming && !format.hasEnd()) {
            return End.failed(FailureCode.OUTPUT_NOT_FOUND);
        }
        return streaming ? streamed : whole;
    }

    /** Of what is no stream. */
    End whole() {
        return whole;
    }

    int status() {
        return fault.startsWith("status=") ? Integer.parseInt(fault.substring(7, 10)) : 0;
    }

    Optional<Duration> wait(End end) {
        return end.code().filter(FailureCode.RATE_LIMITED::equals).map(code -> Duration.ofSeconds(3));
    }

    /** Long enough for a busy machine, but for the one that has to pass. */
    Timeouts timeouts() {
        Duration enough = Duration.ofSeconds(30);
        // A body that drips has begun when the time is over, on a busy machine too.
        Duration little = Duration.ofMillis(this == SLOW_LORIS ? 1_200 : 300);
        return new Timeouts(
                enough,
                limit == Limit.HEADER ? little : enough,
                limit == Limit.IDLE ? little : enough,
                limit == Limit.TOTAL ? little : enough);
    }
}
