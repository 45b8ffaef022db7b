package org.externalmodels.workflow;

import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.ReasoningEffort;

/** The field that says how a model shall answer. */
final class Parameters {

    private Parameters() {}

    static InferenceParameters of(TaskFields fields) {
        return fields.text(TaskField.PARAMETERS).map(text -> read(fields, text)).orElse(InferenceParameters.DEFAULTS);
    }

    private static InferenceParameters read(TaskFields fields, String text) {
        InferenceParameters parameters = InferenceParameters.DEFAULTS;
        String name = "";
        try {
            if (!(Json.read(text) instanceof JsonObject object)) {
                throw fields.invalid(TaskField.PARAMETERS, "must be a JSON object such as {\"temperature\": 0}.");
            }
            for (Map.Entry<String, JsonValue> entry : object.entrySet()) {
                name = entry.getKey();
                parameters = with(parameters, name, entry.getValue());
            }
            return parameters;
        } catch (JsonException notJson) {
            throw fields.invalid(TaskField.PARAMETERS, "is not JSON: " + notJson.getMessage());
        } catch (ClassCastException | ArithmeticException wrongType) {
            throw fields.invalid(TaskField.PARAMETERS, name + " has a value of another type than it takes.");
        } catch (UnknownParameter unknown) {
            throw fields.invalid(
                    TaskField.PARAMETERS, name + " is no parameter; what only the provider knows goes into extras.");
        } catch (InvalidTaskException told) {
            throw told;
        } catch (IllegalArgumentException outOfRange) {
            throw fields.invalid(TaskField.PARAMETERS, outOfRange.getMessage() + ".");
        }
    }

    private static InferenceParameters with(InferenceParameters parameters, String name, JsonValue value) {
        return switch (name) {
            case "temperature" -> parameters.withTemperature(((JsonNumber) value).doubleValue());
            case "topP" -> parameters.withTopP(((JsonNumber) value).doubleValue());
            case "maxTokens" -> parameters.withMaxTokens(((JsonNumber) value).intValueExact());
            case "seed" -> parameters.withSeed(((JsonNumber) value).longValueExact());
            case "stop" -> parameters.withStop(texts(value));
            case "reasoningEffort" ->
                parameters.withReasoningEffort(
                        ReasoningEffort.valueOf(((JsonString) value).getString().toUpperCase(Locale.ROOT)));
            case "extras" -> withExtras(parameters, value.asJsonObject());
            default -> throw new UnknownParameter();
        };
    }

    private static String[] texts(JsonValue value) {
        List<JsonString> texts = value instanceof JsonString one
                ? List.of(one)
                : value.asJsonArray().getValuesAs(JsonString.class);
        return texts.stream().map(JsonString::getString).toArray(String[]::new);
    }

    private static InferenceParameters withExtras(InferenceParameters parameters, JsonObject extras) {
        InferenceParameters more = parameters;
        for (Map.Entry<String, JsonValue> extra : extras.entrySet()) {
            more = more.withExtra(extra.getKey(), Json.plain(extra.getValue()));
        }
        return more;
    }

    private static final class UnknownParameter extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
