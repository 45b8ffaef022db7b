package org.externalmodels.connector.cci;

import java.util.Locale;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.ReasoningEffort;
import org.externalmodels.inference.ResponseFormat;
import org.externalmodels.inference.ToolChoice;

/** Reads from an input record how the model shall answer. */
final class AnswerSettings {

    private AnswerSettings() {}

    static InferenceParameters parameters(Values values) {
        return new InferenceParameters(
                values.number("temperature"),
                values.number("topP"),
                values.wholeInt("maxTokens"),
                values.texts("stop"),
                values.whole("seed"),
                reasoningEffort(values),
                values.names("extras"),
                values.names("hints"));
    }

    private static ReasoningEffort reasoningEffort(Values values) {
        String effort = values.text("reasoningEffort");
        if (effort == null) {
            return null;
        }
        for (ReasoningEffort candidate : ReasoningEffort.values()) {
            if (candidate.name().equalsIgnoreCase(effort)) {
                return candidate;
            }
        }
        throw Values.invalid("reasoningEffort must be none, minimal, low, medium, high, xhigh or max, not " + effort);
    }

    static ResponseFormat responseFormat(Values values) {
        String schema = values.text("responseSchema");
        String name = values.text("responseSchemaName");
        String format = values.text("responseFormat");
        if (schema != null) {
            if (format != null) {
                throw Values.invalid("responseFormat does not go with responseSchema");
            }
            return ResponseFormat.jsonSchema(name == null ? "response" : name, schema);
        }
        if (name != null) {
            throw Values.invalid("responseSchemaName does not go without responseSchema");
        }
        if (format == null || format.equals("text")) {
            return ResponseFormat.TEXT;
        }
        if (format.equals("json")) {
            return ResponseFormat.JSON;
        }
        throw Values.invalid("responseFormat must be text or json, not " + format);
    }

    static ToolChoice toolChoice(Values values) {
        String choice = values.text("toolChoice");
        if (choice == null) {
            return ToolChoice.AUTO;
        }
        return switch (choice.toLowerCase(Locale.ROOT)) {
            case "auto" -> ToolChoice.AUTO;
            case "none" -> ToolChoice.NONE;
            case "required" -> ToolChoice.REQUIRED;
            default -> ToolChoice.tool(choice);
        };
    }

    static InferenceRequest.Output output(Values values) {
        String output = values.text("output");
        if (output == null) {
            return null;
        }
        return switch (output) {
            case "text" -> InferenceRequest.Output.TEXT;
            case "images" -> InferenceRequest.Output.IMAGES;
            default -> throw Values.invalid("output must be text or images, not " + output);
        };
    }
}
