package org.externalmodels.registry.providers;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.spi.ProviderAnswer;
import org.externalmodels.registry.json.Json;

/** Reads what providers answer. Nothing of it is assumed to be JSON. */
final class ProviderAnswers {

    private ProviderAnswers() {}

    /** The models in a list, whichever provider wrote it; empty if it is no such list. */
    static Optional<List<ProviderModel>> models(ProviderAnswer answer) {
        JsonObject document = object(answer.body());
        for (String member : List.of("data", "models", "modelSummaries")) {
            if (document.get(member) instanceof JsonArray list) {
                List<ProviderModel> models = new ArrayList<>();
                for (JsonValue item : list) {
                    if (item instanceof JsonObject model) {
                        model(model).ifPresent(models::add);
                    }
                }
                return Optional.of(List.copyOf(models));
            }
        }
        return Optional.empty();
    }

    private static Optional<ProviderModel> model(JsonObject model) {
        Optional<String> id = text(model, "id")
                .or(() -> text(model, "modelId"))
                .or(() -> text(model, "name"))
                .map(name -> name.startsWith("models/") ? name.substring("models/".length()) : name);
        return id.map(known -> new ProviderModel(
                known,
                text(model, "display_name")
                        .or(() -> text(model, "displayName"))
                        .or(() -> text(model, "modelName"))
                        .orElse(known),
                null,
                null,
                number(model, "inputTokenLimit")
                        .or(() -> number(model, "context_length"))
                        .or(() -> number(model, "max_input_tokens"))
                        .orElse(null),
                number(model, "outputTokenLimit")
                        .or(() -> number(model, "max_tokens"))
                        .orElse(null),
                null,
                null));
    }

    private static JsonObject object(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readValue() instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
        } catch (RuntimeException unreadable) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
    }

    private static Optional<String> text(JsonObject object, String name) {
        return object.get(name) instanceof JsonString text && !text.getString().isBlank()
                ? Optional.of(text.getString())
                : Optional.empty();
    }

    private static Optional<Integer> number(JsonObject object, String name) {
        return object.get(name) instanceof JsonNumber number && number.isIntegral()
                ? Optional.of(number.intValue())
                : Optional.empty();
    }
}
