package org.externalmodels.langchain4j;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.RetriableException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import org.externalmodels.inference.InferenceException;

/** The adapter's failures as the exceptions that LangChain4j's users know; the adapter's own is the cause. */
final class Failures {

    private Failures() {}

    static LangChain4jException of(InferenceException failure) {
        String message = failure.getMessage();
        return switch (failure.code()) {
            case MODEL_NOT_FOUND, MODEL_NOT_ACTIVE, CONNECTION_NOT_FOUND, CONNECTION_NOT_ACTIVE, NO_ACTIVE_CONNECTION ->
                new ModelNotFoundException(message, failure);
            case FEATURE_NOT_ENABLED -> caused(new UnsupportedFeatureException(message), failure);
            case INVALID_REQUEST, MISSING_VARIABLE -> new InvalidRequestException(message, failure);
            case AUTHENTICATION_FAILED -> new AuthenticationException(message, failure);
            case RATE_LIMITED, LIMIT_EXCEEDED -> new RateLimitException(message, failure);
            case TIMEOUT -> new TimeoutException(message, failure);
            case PROVIDER_ERROR ->
                failure.retriable()
                        ? new InternalServerException(message, failure)
                        : new NonRetriableException(message, failure);
            case PROVIDER_UNREACHABLE, STREAM_INTERRUPTED -> new RetriableException(message, failure);
            case OUTPUT_NOT_FOUND, INVALID_RESPONSE, BUDGET_EXCEEDED, CANCELLED ->
                new NonRetriableException(message, failure);
        };
    }

    private static LangChain4jException caused(LangChain4jException made, InferenceException cause) {
        made.initCause(cause);
        return made;
    }
}
