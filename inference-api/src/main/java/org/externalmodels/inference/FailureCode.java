package org.externalmodels.inference;

/** Why a call failed. The same codes in Java, CCI, HTTP, traces and the console. */
public enum FailureCode {
    /** No model is registered under the name. */
    MODEL_NOT_FOUND(false),
    /** The model is a draft, or its inferencing is switched off. */
    MODEL_NOT_ACTIVE(false),
    /** The model has no connection of the name. */
    CONNECTION_NOT_FOUND(false),
    /** Inferencing of the connection is switched off. */
    CONNECTION_NOT_ACTIVE(false),
    /** The model has no connection that is switched on. */
    NO_ACTIVE_CONNECTION(false),
    /** The request uses a feature or modality that the model's definition does not enable. */
    FEATURE_NOT_ENABLED(false),
    /** The request cannot be sent as it is; nothing was. */
    INVALID_REQUEST(false),
    /** A required variable of the request template has no value. */
    MISSING_VARIABLE(false),
    /** The provider refused the credentials. */
    AUTHENTICATION_FAILED(false),
    /** The provider asks for fewer calls; {@link InferenceException#retryAfter} when it says how long. */
    RATE_LIMITED(true),
    /**
     * The provider answered with an error; {@link InferenceException#providerStatus} and its body say which. What is a
     * code of its own here is none of these: 401 and 403 are {@link #AUTHENTICATION_FAILED}, 429 is {@link #RATE_LIMITED},
     * 408 and 504 are {@link #TIMEOUT}.
     */
    PROVIDER_ERROR(false),
    /**
     * No connection to the provider, or it broke before anything of the answer could be handed over: before a stream
     * began, or before an answer that is handed over in one piece was whole.
     */
    PROVIDER_UNREACHABLE(true),
    /**
     * One of the time limits passed, or one of the provider's own, which it then tells with a status of 408 or 504;
     * {@link InferenceException#providerStatus} is empty if it was one of ours.
     */
    TIMEOUT(true),
    /** The answer has nothing at the definition's output path, which the message names with the first part of the answer. */
    OUTPUT_NOT_FOUND(false),
    /** The answer is not what the provider's wire format promises. */
    INVALID_RESPONSE(false),
    /** A stream broke off before its end; what had come, if anything, was handed over, and nothing more will be. */
    STREAM_INTERRUPTED(true),
    /** A budget is used up. */
    BUDGET_EXCEEDED(false),
    /** A limit of this server is reached. */
    LIMIT_EXCEEDED(true),
    /** The caller gave up. */
    CANCELLED(false);

    private final boolean retriable;

    FailureCode(boolean retriable) {
        this.retriable = retriable;
    }

    /** Whether the same call may succeed later without anybody changing anything. */
    public boolean retriable() {
        return retriable;
    }
}
