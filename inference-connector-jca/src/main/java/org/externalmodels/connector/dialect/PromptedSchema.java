package org.externalmodels.connector.dialect;

import org.externalmodels.inference.InferenceResponse.Structure;
import org.externalmodels.inference.ResponseFormat;

/** Asks in words for what a model is not held to, and reads what it answers. */
final class PromptedSchema {

    private PromptedSchema() {}

    static String instruction(ResponseFormat format) {
        String only = "Answer with one JSON object and nothing else: no explanation, no code fence.";
        return format.kind() == ResponseFormat.Kind.JSON_SCHEMA
                ? only + " It must follow this JSON Schema:\n"
                        + ProviderJson.callersObject("the response schema", format.schema())
                : only;
    }

    /** What stands at a model's answer to a request for JSON. */
    static String answered(CharSequence text, Structure structure) {
        return structure == Structure.PROMPTED ? CodeFence.without(text.toString()) : text.toString();
    }
}
