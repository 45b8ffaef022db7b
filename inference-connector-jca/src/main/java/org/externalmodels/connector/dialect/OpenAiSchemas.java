package org.externalmodels.connector.dialect;

import org.externalmodels.inference.InferenceResponse.Structure;
import org.externalmodels.inference.ResponseFormat;

/** What OpenAI's response formats guarantee. */
final class OpenAiSchemas {

    private OpenAiSchemas() {}

    /** Whether the provider is told to hold its answer to the schema, not only to try. */
    static boolean isHeldTo(ResponseFormat format) {
        return format.kind() == ResponseFormat.Kind.JSON_SCHEMA
                && StrictSchema.canHold(ProviderJson.callersObject("the response schema", format.schema()));
    }

    static Structure structure(ResponseFormat format) {
        return switch (format.kind()) {
            case TEXT -> Structure.NONE;
            case JSON -> Structure.NATIVE;
            case JSON_SCHEMA -> isHeldTo(format) ? Structure.NATIVE : Structure.PROMPTED;
        };
    }
}
