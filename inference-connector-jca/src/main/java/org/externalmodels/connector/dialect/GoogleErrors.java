package org.externalmodels.connector.dialect;

import jakarta.json.JsonObject;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;

/** An error that comes as a document of an answer that had begun with a good status. */
final class GoogleErrors {

    private GoogleErrors() {}

    /** The status in the document, which the answer's own would hide. */
    static InferenceException inAnswer(JsonObject error) {
        String status = ProviderJson.string(error, "status");
        FailureCode code = switch (status == null ? "" : status) {
            case "RESOURCE_EXHAUSTED" -> FailureCode.RATE_LIMITED;
            case "UNAUTHENTICATED", "PERMISSION_DENIED" -> FailureCode.AUTHENTICATION_FAILED;
            default -> FailureCode.PROVIDER_ERROR;
        };
        return InferenceException.of(
                        code,
                        "the provider reported an error in its answer: " + status + ", "
                                + ProviderJson.string(error, "message"))
                .providerStatus((int) ProviderJson.count(error, "code").orElse(200))
                .build();
    }
}
