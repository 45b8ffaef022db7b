package org.externalmodels.inference;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The one failure of a call, told apart by {@link #code}. The message names model and connection and never holds a
 * secret.
 */
public class InferenceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final FailureCode code;
    private final String modelName;
    private final String connectionName;
    private final String traceId;
    private final Duration retryAfter;
    private final Integer providerStatus;
    private final String providerBody;

    private InferenceException(Builder builder) {
        super(builder.message, builder.cause);
        this.code = builder.code;
        this.modelName = builder.modelName;
        this.connectionName = builder.connectionName;
        this.traceId = builder.traceId;
        this.retryAfter = builder.retryAfter;
        this.providerStatus = builder.providerStatus;
        this.providerBody = builder.providerBody;
    }

    /** A failure that has only a code and a message. */
    public InferenceException(FailureCode code, String message) {
        this(of(code, message));
    }

    /** Starts a failure with more to tell. */
    public static Builder of(FailureCode code, String message) {
        return new Builder(code, message);
    }

    public FailureCode code() {
        return code;
    }

    /** As {@link FailureCode#retriable}; a {@link FailureCode#PROVIDER_ERROR} also if the provider's status was 5xx. */
    public boolean retriable() {
        return code.retriable()
                || (code == FailureCode.PROVIDER_ERROR && providerStatus != null && providerStatus >= 500);
    }

    /** The model's registered name, as far as it was known. */
    public Optional<String> modelName() {
        return Optional.ofNullable(modelName);
    }

    /** The connection's name, if one was chosen. */
    public Optional<String> connectionName() {
        return Optional.ofNullable(connectionName);
    }

    /** Under which the call is found in the traces. */
    public Optional<String> traceId() {
        return Optional.ofNullable(traceId);
    }

    /** How long the provider or this server asks to wait. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The provider's HTTP status, if it answered. */
    public OptionalInt providerStatus() {
        return providerStatus == null ? OptionalInt.empty() : OptionalInt.of(providerStatus);
    }

    /** The first part of the provider's answer, with every known secret masked. */
    public Optional<String> providerBody() {
        return Optional.ofNullable(providerBody);
    }

    /** Starts a copy of this failure, with this failure as its cause, for adding what is known further out. */
    public Builder toBuilder() {
        return of(code, getMessage())
                .modelName(modelName)
                .connectionName(connectionName)
                .traceId(traceId)
                .retryAfter(retryAfter)
                .providerStatus(providerStatus)
                .providerBody(providerBody)
                .cause(this);
    }

    /** Collects what is known of a failure. */
    public static final class Builder {
        private final FailureCode code;
        private final String message;
        private String modelName;
        private String connectionName;
        private String traceId;
        private Duration retryAfter;
        private Integer providerStatus;
        private String providerBody;
        private Throwable cause;

        private Builder(FailureCode code, String message) {
            this.code = Objects.requireNonNull(code, "code");
            this.message = Objects.requireNonNull(message, "message");
        }

        public Builder modelName(String value) {
            modelName = value;
            return this;
        }

        public Builder connectionName(String value) {
            connectionName = value;
            return this;
        }

        public Builder traceId(String value) {
            traceId = value;
            return this;
        }

        public Builder retryAfter(Duration value) {
            retryAfter = value;
            return this;
        }

        public Builder providerStatus(Integer value) {
            providerStatus = value;
            return this;
        }

        /** The caller of this method has masked it. */
        public Builder providerBody(String value) {
            providerBody = value;
            return this;
        }

        public Builder cause(Throwable value) {
            cause = value;
            return this;
        }

        public InferenceException build() {
            return new InferenceException(this);
        }
    }
}
