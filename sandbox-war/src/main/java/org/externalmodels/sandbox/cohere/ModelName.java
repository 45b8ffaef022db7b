package org.externalmodels.sandbox.cohere;

/** Any model name is served, except one that says itself that it is not there. */
final class ModelName {
    private ModelName() {}

    static String check(String model) {
        if (model.isBlank() || model.contains("missing") || model.contains("unknown")) {
            throw CohereError.of(
                    404,
                    "model '" + model + "' not found, make sure the correct model ID was used and that you have access"
                            + " to the model.");
        }
        return model;
    }
}
