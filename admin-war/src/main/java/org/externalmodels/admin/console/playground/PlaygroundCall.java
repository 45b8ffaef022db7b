package org.externalmodels.admin.console.playground;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.ModelMetaData;
import org.externalmodels.inference.ReasoningEffort;
import org.externalmodels.inference.ResponseFormat;

/**
 * What one column of the page asks.
 *
 * @param id made by the page, to stop the call by
 * @param model the registered name
 * @param connection the connection's name, {@code null} for any
 * @param system the system prompt
 * @param prompt the user's prompt
 * @param variables values for a template
 * @param temperature as decimal text
 * @param topP as decimal text
 * @param maxTokens the most tokens to answer with
 * @param stop texts at which the answer ends
 * @param seed for the same answer again
 * @param reasoningEffort low, medium or high
 * @param schema JSON schema of the answer
 * @param images to look at
 * @param audio to listen to
 * @param generates whether the answer is to be rows of test inputs
 */
public record PlaygroundCall(
        String id,
        String model,
        String connection,
        String system,
        String prompt,
        Map<String, JsonValue> variables,
        String temperature,
        String topP,
        Integer maxTokens,
        List<String> stop,
        Long seed,
        ReasoningEffort reasoningEffort,
        JsonValue schema,
        List<Attachment> images,
        List<Attachment> audio,
        boolean generates) {

    public PlaygroundCall {
        if (id == null || !id.matches("[0-9A-Za-z-]{1,50}")) {
            throw new IllegalArgumentException("id must have 1 to 50 letters, digits and hyphens");
        }
        if (model == null || model.isBlank()) {
            throw new IllegalArgumentException("Choose a model");
        }
        stop = stop == null ? List.of() : List.copyOf(stop);
        images = images == null ? List.of() : List.copyOf(images);
        audio = audio == null ? List.of() : List.copyOf(audio);
        variables = variables == null ? Map.of() : variables;
    }

    /** A file, in the page's own encoding. */
    public record Attachment(String mediaType, String data) {
        Media media() {
            return Media.of(mediaType, Base64.getDecoder().decode(data));
        }
    }

    /** How the answer's form is asked for: as the model can, or not at all. */
    enum Form {
        TEXT,
        SCHEMA,
        /** A schema was given, but the model takes none. */
        TEXT_INSTEAD
    }

    Form form(ModelMetaData about) {
        if (schema == null) {
            return Form.TEXT;
        }
        return about.features().contains(Feature.STRUCTURED_RESPONSE) ? Form.SCHEMA : Form.TEXT_INSTEAD;
    }

    /**
     * The request to the model.
     *
     * @throws IllegalArgumentException if a value is not one; the message says which
     * @throws InferenceException FEATURE_NOT_ENABLED for data that the model may not generate
     */
    InferenceRequest request(ModelMetaData about) {
        // What is said of a model that cannot be called, the call itself says better.
        if (generates && about.revision() > 0 && !about.features().contains(Feature.DATA_GENERATION)) {
            throw new InferenceException(
                    FailureCode.FEATURE_NOT_ENABLED,
                    "Model '" + model + "': the request generates data, and the feature "
                            + Feature.DATA_GENERATION.wireName() + " is not enabled");
        }
        InferenceRequest.Builder request = InferenceRequest.builder();
        if (system != null && !system.isBlank()) {
            request.system(system);
        }
        List<Content> content = content();
        if (!content.isEmpty()) {
            request.user(content.toArray(new Content[0]));
        }
        variables.forEach((name, value) -> request.variable(name, plain(value)));
        if (form(about) == Form.SCHEMA) {
            request.responseFormat(ResponseFormat.jsonSchema("answer", schema.toString()));
        }
        return request.parameters(parameters()).build();
    }

    private List<Content> content() {
        List<Content> content = new ArrayList<>();
        if (prompt != null && !prompt.isBlank()) {
            content.add(Content.text(prompt));
        }
        images.forEach(image -> content.add(Content.image(image.media())));
        audio.forEach(sound -> content.add(Content.audio(sound.media())));
        return content;
    }

    private InferenceParameters parameters() {
        return new InferenceParameters(
                decimal("temperature", temperature),
                decimal("top-p", topP),
                maxTokens,
                stop,
                seed,
                reasoningEffort,
                Map.of());
    }

    private static Double decimal(String name, String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return Double.valueOf(text.strip());
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(name + " must be a number, such as 0.7", notANumber);
        }
    }

    private static Object plain(JsonValue value) {
        if (value instanceof JsonString text) {
            return text.getString();
        }
        if (value instanceof JsonNumber number) {
            return number.isIntegral() ? number.bigIntegerValue() : number.bigDecimalValue();
        }
        if (value instanceof JsonObject object) {
            Map<String, Object> members = new LinkedHashMap<>();
            object.forEach((name, member) -> members.put(name, plain(member)));
            return members;
        }
        return switch (value.getValueType()) {
            case TRUE -> true;
            case FALSE -> false;
            case ARRAY ->
                value.asJsonArray().stream().map(PlaygroundCall::plain).toList();
            default -> null;
        };
    }

    @Override
    public String toString() {
        return "PlaygroundCall[" + model + "]";
    }
}
