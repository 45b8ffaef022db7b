package org.externalmodels.sandbox.google;

import java.util.Optional;

/** Any model name is served, except one that says itself that it is not there. */
final class ModelName {
    private ModelName() {}

    static String check(String model, String method) {
        if (model.isBlank() || model.contains("missing") || model.contains("unknown")) {
            throw GoogleError.of(
                    404,
                    "models/" + model + " is not found for API version v1beta, or is not supported for " + method
                            + ". Call ListModels to see the list of available models and their supported methods.");
        }
        return model;
    }

    /** The address names the model; a request may do so again. */
    static void checkSame(String model, Optional<String> again) {
        again.filter(name -> !name.equals("models/" + model)).ifPresent(name -> {
            throw GoogleError.invalid("* BatchEmbedContentsRequest.model: model in the request must match the model in"
                    + " the path: models/" + model + " and " + name + "\n");
        });
    }

    /** Whether the model signs its function calls with what it thought, as the third generation does. */
    static boolean signs(String model) {
        return model.startsWith("gemini-3");
    }
}
