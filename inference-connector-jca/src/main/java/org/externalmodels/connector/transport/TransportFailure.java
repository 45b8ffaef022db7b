package org.externalmodels.connector.transport;

import java.util.Objects;

/** Why an exchange brought no whole answer. */
public final class TransportFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    public TransportFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
    }

    public Kind kind() {
        return kind;
    }

    /** What the engine has to tell apart. */
    public enum Kind {
        /** As many exchanges with the host are under way as are allowed. */
        NO_CONNECTION_FREE,
        /** The address must not be called. */
        NOT_ALLOWED,
        /** No connection was made. */
        UNREACHABLE,
        /** The connection ended after the request was given to it and before any byte of an answer. */
        DIED_EARLY,
        /** The connection ended in the middle of the answer. */
        BROKEN,
        /** What came is not HTTP. */
        NOT_HTTP,
        /** {@link org.externalmodels.inference.spi.Timeouts#connect} passed. */
        CONNECT_TIMEOUT,
        /** {@link org.externalmodels.inference.spi.Timeouts#responseHeader} passed. */
        HEADER_TIMEOUT,
        /** {@link org.externalmodels.inference.spi.Timeouts#idle} passed. */
        IDLE_TIMEOUT,
        /** {@link OutboundRequest#deadline} passed. */
        TOTAL_TIMEOUT,
        /** This server ran out of memory with it. */
        OUT_OF_MEMORY,
        /** Somebody ended it. */
        CANCELLED;

        /** Whether nothing of the request went to the provider. */
        public boolean isBeforeRequest() {
            return switch (this) {
                case NO_CONNECTION_FREE, NOT_ALLOWED, UNREACHABLE, CONNECT_TIMEOUT -> true;
                case DIED_EARLY,
                        BROKEN,
                        NOT_HTTP,
                        HEADER_TIMEOUT,
                        IDLE_TIMEOUT,
                        TOTAL_TIMEOUT,
                        OUT_OF_MEMORY,
                        CANCELLED -> false;
            };
        }
    }
}
