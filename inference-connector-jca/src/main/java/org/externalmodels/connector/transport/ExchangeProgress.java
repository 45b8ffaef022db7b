package org.externalmodels.connector.transport;

import java.time.Duration;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http2.hpack.HeaderListConstraintException;
import org.externalmodels.connector.egress.AddressRefusedException;
import org.externalmodels.connector.transport.TransportFailure.Kind;
import org.externalmodels.inference.spi.Timeouts;

/**
 * How far an exchange has come, and since when: what decides which time limit holds, and what it means that it breaks. Shared by
 * threads.
 */
final class ExchangeProgress {

    /** What an exchange is at. */
    enum Phase {
        CONNECTING,
        WAITING,
        READING,
        PAUSED,
        /** Nobody wants what still comes. Nothing leads out of this. */
        LEAVING
    }

    /** How long the rest of an answer may take that nobody wants: longer than a packet on its way, shorter than anybody minds. */
    private static final Duration LEAVING = Duration.ofSeconds(2);

    private final OutboundRequest request;
    private volatile Phase phase = Phase.CONNECTING;
    private volatile long phaseStart = System.nanoTime();

    ExchangeProgress(OutboundRequest request) {
        this.request = request;
    }

    Phase phase() {
        return phase;
    }

    synchronized void enter(Phase next) {
        if (phase != Phase.LEAVING) {
            goOn();
            phase = next;
        }
    }

    /** Something was heard: the time in this phase begins anew. */
    void goOn() {
        phaseStart = System.nanoTime();
    }

    /** The time limit that has passed, or {@code null}. */
    TransportFailure passed(long now) {
        if (now - request.deadline() >= 0) {
            return new TransportFailure(Kind.TOTAL_TIMEOUT, "the total time limit passed", null);
        }
        Duration inPhase = Duration.ofNanos(now - phaseStart);
        Timeouts limits = request.timeouts();
        return switch (phase) {
            case CONNECTING -> beyond(inPhase, limits.connect(), Kind.CONNECT_TIMEOUT, "no connection within %s to %s");
            case WAITING ->
                beyond(inPhase, limits.responseHeader(), Kind.HEADER_TIMEOUT, "no answer within %s from %s");
            case READING -> beyond(inPhase, limits.idle(), Kind.IDLE_TIMEOUT, "nothing more within %s from %s");
            // The reader is slow, not the provider.
            case PAUSED -> null;
            case LEAVING ->
                beyond(inPhase, LEAVING, Kind.IDLE_TIMEOUT, "the answer was whole, but no end within %s from %s");
        };
    }

    private TransportFailure beyond(Duration time, Duration limit, Kind kind, String message) {
        return time.compareTo(limit) < 0
                ? null
                : new TransportFailure(kind, message.formatted(limit, request.peer()), null);
    }

    /** What it is that the client gave up on it; {@code null} if it was cancelled. */
    TransportFailure broken(Exception cause) {
        if (cause == null) {
            return new TransportFailure(Kind.CANCELLED, "the exchange was cancelled", null);
        }
        return switch (phase) {
            case CONNECTING -> unconnected(cause);
            case WAITING -> unanswered(cause);
            case READING, PAUSED, LEAVING ->
                new TransportFailure(
                        Kind.BROKEN,
                        "the connection to " + request.peer() + " ended in the middle of the answer",
                        cause);
        };
    }

    private TransportFailure unanswered(Exception cause) {
        if (cause instanceof MessageConstraintException || cause instanceof HeaderListConstraintException) {
            return new TransportFailure(
                    Kind.NOT_HTTP, "the headers of the answer of " + request.peer() + " are too large", cause);
        }
        return cause instanceof HttpException
                ? new TransportFailure(Kind.NOT_HTTP, "the answer of " + request.peer() + " is not HTTP", cause)
                : new TransportFailure(
                        Kind.DIED_EARLY,
                        "the connection to " + request.peer() + " ended before an answer began",
                        cause);
    }

    private TransportFailure unconnected(Exception cause) {
        if (cause instanceof AddressRefusedException) {
            return new TransportFailure(
                    Kind.NOT_ALLOWED, request.peer() + " is not called: " + cause.getMessage(), cause);
        }
        return cause instanceof ConnectTimeoutException
                ? new TransportFailure(Kind.CONNECT_TIMEOUT, "no connection in time to " + request.peer(), cause)
                : new TransportFailure(Kind.UNREACHABLE, "no connection could be made to " + request.peer(), cause);
    }
}
