package org.externalmodels.connector.dialect;

import org.externalmodels.inference.FailureCode;

/** The one table from a provider's status to a failure code, whether it is that of an answer or told in one. */
public final class ProviderStatus {

    private ProviderStatus() {}

    /** What a status that is none of success means; 0 if the provider told none. */
    public static FailureCode failureCode(int status) {
        return switch (status) {
            case 401, 403 -> FailureCode.AUTHENTICATION_FAILED;
            // The time of the provider, or of a gateway before it, was over (RFC 9110, 15.5.9 and 15.6.5).
            case 408, 504 -> FailureCode.TIMEOUT;
            case 429 -> FailureCode.RATE_LIMITED;
            default -> FailureCode.PROVIDER_ERROR;
        };
    }
}
