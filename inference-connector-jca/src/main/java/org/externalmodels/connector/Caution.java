package org.externalmodels.connector;

import jakarta.resource.cci.ResourceWarning;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceResponse;

/** What a caller should know of an answer that is not a failure. */
final class Caution {

    private Caution() {}

    /** The first of the warnings, the next being its cause; {@code null} if there are none. */
    static ResourceWarning about(InferenceResponse response) {
        ResourceWarning first = null;
        if (response.structure() == InferenceResponse.Structure.PROMPTED) {
            first = warning(
                    "The structure was asked for in the prompt; the provider does not guarantee it.", "PROMPTED");
        }
        ResourceWarning ending = ending(response.finishReason());
        if (ending != null) {
            ending.initCause(first);
            first = ending;
        }
        return first;
    }

    private static ResourceWarning ending(FinishReason reason) {
        if (reason == FinishReason.LENGTH) {
            return warning("The answer was cut at the most tokens allowed.", reason.name());
        }
        if (reason == FinishReason.CONTENT_FILTER) {
            return warning("The provider withheld part of the answer.", reason.name());
        }
        return null;
    }

    private static ResourceWarning warning(String message, String code) {
        return new ResourceWarning(message, code);
    }
}
