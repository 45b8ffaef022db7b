package org.externalmodels.sandbox.google;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.externalmodels.sandbox.wire.Json;

/**
 * How the answer shall be.
 *
 * @param schema the form of the answer, if it shall be JSON
 * @param thoughts whether the answer shows what the model thinks
 * @param text whether words are wanted
 * @param image whether an image is wanted
 */
record GenerationConfig(
        Optional<JsonObject> schema,
        List<String> stops,
        OptionalInt maxTokens,
        boolean thoughts,
        boolean text,
        boolean image) {
    private static final Set<String> KNOWN = Set.of(
            "stopSequences",
            "responseMimeType",
            "responseSchema",
            "responseJsonSchema",
            "responseModalities",
            "candidateCount",
            "maxOutputTokens",
            "temperature",
            "topP",
            "topK",
            "seed",
            "presencePenalty",
            "frequencyPenalty",
            "responseLogprobs",
            "logprobs",
            "enableEnhancedCivicAnswers",
            "speechConfig",
            "thinkingConfig",
            "imageConfig",
            "mediaResolution");
    private static final JsonObject ANY_OBJECT = Json.object()
            .add("type", "object")
            .add("properties", Json.object().add("echo", Json.object().add("type", "string")))
            .build();

    static GenerationConfig read(Fields request) {
        Fields config = request.nested("generationConfig", KNOWN)
                .orElseGet(() -> Fields.of("generation_config", Json.object().build(), KNOWN));
        config.decimal("temperature", 0, 2);
        config.decimal("topP", 0, 1);
        config.decimal("presencePenalty", -2, 2);
        config.decimal("frequencyPenalty", -2, 2);
        config.integer("seed");
        positive(config, "topK");
        positive(config, "candidateCount").ifPresent(count -> {
            if (count != 1) {
                throw GoogleError.invalid("Multiple candidates is not enabled for this model");
            }
        });
        List<String> stops = config.texts("stopSequences");
        if (stops.size() > 5) {
            throw GoogleError.invalid("* GenerateContentRequest.generation_config.stop_sequences: the number of stop"
                    + " sequences must be at most 5.\n");
        }
        List<String> modalities = config.texts("responseModalities");
        modalities.stream()
                .filter(name -> !List.of("TEXT", "IMAGE", "AUDIO").contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw GoogleError.wrongValue(config.path("responseModalities"), "TYPE_ENUM", Json.string(name));
                });
        return new GenerationConfig(
                schema(config),
                stops,
                positive(config, "maxOutputTokens"),
                thoughts(config),
                modalities.isEmpty() || modalities.contains("TEXT"),
                modalities.contains("IMAGE"));
    }

    private static OptionalInt positive(Fields config, String name) {
        OptionalInt value = config.integer(name);
        if (value.isPresent() && value.getAsInt() < 1) {
            throw GoogleError.invalid("* GenerateContentRequest." + config.path(name) + ": " + config.path(name)
                    + " must be positive.\n");
        }
        return value;
    }

    private static Optional<JsonObject> schema(Fields config) {
        String type = config.text("responseMimeType").orElse("text/plain");
        if (!List.of("text/plain", "application/json", "text/x.enum").contains(type)) {
            throw GoogleError.invalid("* GenerateContentRequest.generation_config.response_mime_type: allowed mimetypes"
                    + " are `text/plain`, `application/json`, `application/xml`, `application/yaml` and"
                    + " `text/x.enum`.\n");
        }
        if (config.has("responseSchema") && config.has("responseJsonSchema")) {
            throw GoogleError.invalid("* GenerateContentRequest.generation_config.response_json_schema: only one of"
                    + " response_schema and response_json_schema can be set.\n");
        }
        Optional<JsonObject> schema = config.value("responseSchema")
                .map(value -> OpenApiSchema.toJsonSchema(config.path("responseSchema"), value))
                .or(() -> config.object("responseJsonSchema"));
        if (schema.isPresent() && type.equals("text/plain")) {
            throw GoogleError.invalid("* GenerateContentRequest.generation_config.response_schema: only allowed when"
                    + " response_mime_type is `application/json` or `text/x.enum`.\n");
        }
        return type.equals("text/plain") ? Optional.empty() : schema.or(() -> Optional.of(ANY_OBJECT));
    }

    private static boolean thoughts(Fields config) {
        Optional<Fields> thinking =
                config.nested("thinkingConfig", Set.of("includeThoughts", "thinkingBudget", "thinkingLevel"));
        if (thinking.isEmpty()) {
            return false;
        }
        OptionalInt budget = thinking.get().integer("thinkingBudget");
        boolean level = thinking.get().text("thinkingLevel").isPresent();
        if (level && budget.isPresent()) {
            throw GoogleError.invalid("You can only set only one of thinking budget and thinking level.");
        }
        thinking.get().text("thinkingLevel").ifPresent(name -> {
            if (!name.toUpperCase(Locale.ROOT).matches("MINIMAL|LOW|MEDIUM|HIGH|THINKING_LEVEL_UNSPECIFIED")) {
                throw GoogleError.wrongValue(thinking.get().path("thinkingLevel"), "TYPE_ENUM", Json.string(name));
            }
        });
        return thinking.get().flag("includeThoughts") && budget.orElse(1) != 0;
    }
}
