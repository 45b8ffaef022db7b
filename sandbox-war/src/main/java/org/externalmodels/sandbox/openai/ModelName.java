package org.externalmodels.sandbox.openai;

/** Any model name is served, except one that says itself that it is not there. */
final class ModelName {
    private ModelName() {}

    static String read(Fields request) {
        if (!request.has("model")) {
            throw OpenAiError.badRequest(null, null, "you must provide a model parameter");
        }
        return check(request.requiredText("model"));
    }

    static String check(String model) {
        if (model.isBlank() || model.contains("missing") || model.contains("unknown")) {
            throw OpenAiError.invalidRequest(
                    404,
                    "model_not_found",
                    "The model `" + model + "` does not exist or you do not have access to it.");
        }
        return model;
    }
}
