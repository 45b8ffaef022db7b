package org.externalmodels.connector.dialect;

import org.externalmodels.inference.ResponseFormat;

/** Asks in words for what a model is not held to, and takes off what models put around their answer nevertheless. */
final class PromptedSchema {

    private static final String FENCE = "```";

    private PromptedSchema() {}

    static String instruction(ResponseFormat format) {
        String only = "Answer with one JSON object and nothing else: no explanation, no code fence.";
        return format.kind() == ResponseFormat.Kind.JSON_SCHEMA
                ? only + " It must follow this JSON Schema:\n"
                        + ProviderJson.callersObject("the response schema", format.schema())
                : only;
    }

    /** The text within a code fence, if it is all in one. */
    static String unfenced(String text) {
        String bare = text.strip();
        if (!bare.startsWith(FENCE) || !bare.endsWith(FENCE) || bare.length() < 2 * FENCE.length()) {
            return text;
        }
        int lineEnd = bare.indexOf('\n');
        return lineEnd < 0 || lineEnd > bare.length() - FENCE.length()
                ? text
                : bare.substring(lineEnd + 1, bare.length() - FENCE.length()).strip();
    }
}
