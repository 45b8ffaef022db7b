package org.externalmodels.admin.inference;

import jakarta.json.JsonObject;
import org.externalmodels.inference.InferenceResponse;

/** How one request's answer is written. */
interface AnswerFormat {

    JsonObject whole(InferenceResponse response);

    /**
     * Starts a stream.
     *
     * @param traceId under which the call is found
     * @param model the model field of the request, until the answer tells the registered name
     */
    StreamFormat stream(String traceId, String model);
}
