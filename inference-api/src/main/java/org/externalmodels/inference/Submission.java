package org.externalmodels.inference;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A request whose result goes to a listener. Immutable.
 *
 * <pre>{@code
 * Submission.to("claims")
 *         .correlationId(claim.id())
 *         .model("gpt-4o")
 *         .connection("batch")
 *         .request(InferenceRequest.prompt("Summarise this claim: " + text))
 *         .build();
 * }</pre>
 */
public final class Submission {

    /** The most characters of a destination, a correlation id, a model's and a connection's name. */
    public static final int MAX_NAME = 255;

    private final String destination;
    private final String correlationId;
    private final String model;
    private final String connection;
    private final InferenceRequest request;
    private final Duration defaultTimeout;

    private Submission(Builder builder) {
        destination = name("destination", builder.destination);
        correlationId = name("correlationId", builder.correlationId);
        model = name("model", builder.model);
        connection = builder.connection == null ? null : name("connection", builder.connection);
        request = Objects.requireNonNull(builder.request, "request");
        defaultTimeout = builder.defaultTimeout;
    }

    /** Starts a submission whose result goes to the listeners of a destination, compared letter by letter. */
    public static Builder to(String destination) {
        return new Builder(destination);
    }

    /** Which listeners get the result: those whose activation names this destination. */
    public String destination() {
        return destination;
    }

    /** What ties the result to whoever waits for it. Not looked at, except that a listener may ask for a prefix of it. */
    public String correlationId() {
        return correlationId;
    }

    /** The registered name, compared without case. */
    public String model() {
        return model;
    }

    /** The name of a connection of that model; empty for any. */
    public Optional<String> connection() {
        return Optional.ofNullable(connection);
    }

    public InferenceRequest request() {
        return request;
    }

    /** The most time that the call may take where neither the request nor the model's definition limits it. */
    public Optional<Duration> defaultTimeout() {
        return Optional.ofNullable(defaultTimeout);
    }

    /** Without the words of the request: a log is no place for a prompt. */
    @Override
    public String toString() {
        return "Submission[to " + destination + ", " + correlationId + ", " + model
                + (connection == null ? "" : "/" + connection) + "]";
    }

    private static String name(String what, String value) {
        Objects.requireNonNull(value, what);
        if (value.isBlank() || value.length() > MAX_NAME) {
            throw new IllegalArgumentException(what + " must have 1 to " + MAX_NAME + " characters"
                    + (value.isBlank() ? ", and not only blanks" : ", not " + value.length()));
        }
        return value;
    }

    /** Collects a submission. Not shared by threads. */
    public static final class Builder {
        private final String destination;
        private String correlationId;
        private String model;
        private String connection;
        private InferenceRequest request;
        private Duration defaultTimeout;

        private Builder(String destination) {
            this.destination = destination;
        }

        public Builder correlationId(String value) {
            correlationId = value;
            return this;
        }

        public Builder model(String value) {
            model = value;
            return this;
        }

        /** Names a connection of the model; {@code null} for any, which is the default. */
        public Builder connection(String value) {
            connection = value;
            return this;
        }

        public Builder request(InferenceRequest value) {
            request = value;
            return this;
        }

        /**
         * Limits the call where neither the request nor the model's definition does, which is looked up when the request is
         * sent; {@code null} for no such limit, which is the default.
         *
         * @throws IllegalArgumentException if it is not above zero
         */
        public Builder defaultTimeout(Duration value) {
            if (value != null && (value.isNegative() || value.isZero())) {
                throw new IllegalArgumentException("defaultTimeout must be above zero, not " + value);
            }
            defaultTimeout = value;
            return this;
        }

        /**
         * Makes the submission.
         *
         * @throws NullPointerException if anything but the connection and the default limit is missing
         * @throws IllegalArgumentException if a name is empty or longer than {@link #MAX_NAME}
         */
        public Submission build() {
            return new Submission(this);
        }
    }
}
