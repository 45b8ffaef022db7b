package org.externalmodels.sandbox.google;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.externalmodels.sandbox.model.Prompt;

/** A request of generateContent that Google would accept. */
record GenerateRequest(String model, Prompt prompt, GenerationConfig config) {
    private static final Set<String> KNOWN = Set.of(
            "model",
            "contents",
            "systemInstruction",
            "tools",
            "toolConfig",
            "safetySettings",
            "generationConfig",
            "cachedContent",
            "labels",
            "serviceTier",
            "store");

    static GenerateRequest read(String model, JsonObject body) {
        return read(model, Fields.of("", body, KNOWN));
    }

    /** The request that is a field of another one. */
    static Optional<GenerateRequest> nested(String model, Fields outer, String name) {
        return outer.nested(name, KNOWN).map(request -> read(model, request));
    }

    private static GenerateRequest read(String model, Fields request) {
        ModelName.checkSame(model, request.text("model"));
        Contents contents = Contents.read(request, ModelName.signs(model));
        GenerationConfig config = GenerationConfig.read(request);
        FunctionTools tools = FunctionTools.read(request);
        for (Fields setting : request.objects("safetySettings", Set.of("category", "threshold", "method"))) {
            setting.requiredText(
                    "category",
                    "* GenerateContentRequest." + setting.path("category") + ": element predicate failed\n");
        }
        if (config.image() && (config.schema().isPresent() || !tools.tools().isEmpty())) {
            throw GoogleError.invalid("JSON mode and function calling are not enabled for this model");
        }
        return new GenerateRequest(
                model,
                new Prompt(
                        contents.texts(),
                        contents.last(),
                        contents.endsWithResults(),
                        config.schema(),
                        tools.tools(),
                        tools.choice(),
                        true,
                        List.copyOf(config.stops()),
                        config.maxTokens()),
                config);
    }
}
