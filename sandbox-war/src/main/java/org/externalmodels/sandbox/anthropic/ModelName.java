package org.externalmodels.sandbox.anthropic;

/** Any model name is served, except one that says itself that it is not there. */
final class ModelName {
    private ModelName() {}

    static String check(String model) {
        if (model.isBlank()) {
            throw AnthropicError.at("model", "String should have at least 1 character");
        }
        if (model.contains("missing") || model.contains("unknown")) {
            throw AnthropicError.of(404, "model: " + model);
        }
        return model;
    }
}
