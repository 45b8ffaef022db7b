package org.externalmodels.admin.inference;

import jakarta.json.JsonObject;
import java.util.function.Supplier;
import org.externalmodels.inference.InferenceResponse;

/** How one request's answer is written. */
interface AnswerFormat {

    JsonObject whole(InferenceResponse response);

    /**
     * Starts a stream.
     *
     * @param traceId under which the call is found
     * @param model the name of the model that answers, asked for at the first event
     */
    StreamFormat stream(String traceId, Supplier<String> model);
}
