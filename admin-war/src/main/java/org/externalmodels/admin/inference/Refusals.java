package org.externalmodels.admin.inference;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;

/** The one table from failures of calls to HTTP statuses. */
final class Refusals {

    private static final Logger LOG = System.getLogger(Refusals.class.getName());

    private Refusals() {}

    static Refusal of(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof Refusal refusal) {
            return refusal;
        }
        if (cause instanceof InferenceException call) {
            return of(call);
        }
        if (cause instanceof CancellationException) {
            // Its client has left, which is no failure of anybody's.
            return new Refusal(503, FailureCode.CANCELLED.name(), null, "The call was cancelled.");
        }
        String mark = UUID.randomUUID().toString();
        LOG.log(Level.ERROR, "A request to /v1 failed, " + mark, cause);
        return new Refusal(
                500,
                "internal_error",
                null,
                "Something went wrong on this server; its log has more under " + mark + ".");
    }

    private static Refusal of(InferenceException failure) {
        return new Refusal(
                status(failure),
                failure.code().name(),
                param(failure.code()),
                failure.getMessage(),
                new Refusal.Details(
                        failure.traceId().orElse(null),
                        failure.connectionName().orElse(null),
                        failure.connectionName()
                                .flatMap(used -> failure.modelName())
                                .orElse(null),
                        failure.retryAfter().orElse(null)),
                failure);
    }

    /** Both names are in the field of the model. */
    private static String param(FailureCode code) {
        return code == FailureCode.MODEL_NOT_FOUND || code == FailureCode.CONNECTION_NOT_FOUND ? "model" : null;
    }

    /**
     * Clients repeat what is 408, 409, 429 or 5xx, so what nobody but an administrator can mend is none of these. The
     * credentials that a provider refused are this server's, not the client's: no 401.
     */
    private static int status(InferenceException failure) {
        return switch (failure.code()) {
            case MODEL_NOT_FOUND, CONNECTION_NOT_FOUND -> 404;
            case MODEL_NOT_ACTIVE, CONNECTION_NOT_ACTIVE, NO_ACTIVE_CONNECTION -> 403;
            case FEATURE_NOT_ENABLED, INVALID_REQUEST, MISSING_VARIABLE -> 400;
            case RATE_LIMITED, LIMIT_EXCEEDED, BUDGET_EXCEEDED -> 429;
            case PROVIDER_ERROR -> ofProvider(failure);
            case AUTHENTICATION_FAILED, PROVIDER_UNREACHABLE, OUTPUT_NOT_FOUND, INVALID_RESPONSE, STREAM_INTERRUPTED ->
                502;
            case TIMEOUT -> 504;
            case CANCELLED -> 503;
        };
    }

    /** What the provider has against the request is for the client to mend. */
    private static int ofProvider(InferenceException failure) {
        int status = failure.providerStatus().orElse(0);
        return status == 400 || status == 413 || status == 422 ? status : 502;
    }
}
