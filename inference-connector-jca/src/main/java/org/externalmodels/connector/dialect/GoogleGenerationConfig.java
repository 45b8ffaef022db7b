package org.externalmodels.connector.dialect;

import jakarta.json.JsonObject;
import jakarta.json.stream.JsonGenerator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.ReasoningEffort;
import org.externalmodels.inference.ResponseFormat;

/** Writes generationConfig, and the extra settings that stand beside it. */
final class GoogleGenerationConfig {

    /** https://ai.google.dev/api/generate-content#generationconfig */
    private static final int MOST_STOPS = 5;

    /** The settings that are members of the request itself; any other extra is one of generationConfig. */
    private static final Set<String> BESIDE =
            Set.of("safetysettings", "cachedcontent", "labels", "servicetier", "store");

    /** What this class and its neighbours write, as {@link #plain}. */
    private static final Set<String> OWN_MEMBERS = Set.of(
            "model",
            "contents",
            "systeminstruction",
            "tools",
            "toolconfig",
            "generationconfig",
            "temperature",
            "topp",
            "maxoutputtokens",
            "stopsequences",
            "seed",
            "responsemimetype",
            "responseschema",
            "responsejsonschema",
            "responsemodalities",
            "candidatecount");

    private static final Map<ReasoningEffort, Integer> BUDGETS = Map.of(
            ReasoningEffort.NONE, 0,
            ReasoningEffort.MINIMAL, 1_024,
            ReasoningEffort.LOW, 1_024,
            ReasoningEffort.MEDIUM, 8_192,
            ReasoningEffort.HIGH, 24_576,
            ReasoningEffort.XHIGH, 24_576,
            ReasoningEffort.MAX, 24_576);

    private final boolean takesBudget;
    private final List<String> modalities;

    GoogleGenerationConfig(String providerModel, Set<Modality> modalities) {
        this.takesBudget = providerModel.contains("gemini-2.5");
        this.modalities = !modalities.contains(Modality.TEXT_TO_IMAGE)
                ? List.of()
                : modalities.equals(Set.of(Modality.TEXT_TO_IMAGE)) ? List.of("IMAGE") : List.of("TEXT", "IMAGE");
    }

    void write(JsonGenerator json, InferenceRequest request) {
        InferenceParameters parameters = request.parameters();
        refuseOwnMembers(parameters);
        JsonObject extras = Json.createObjectBuilder(parameters.extras()).build();
        extras.forEach((name, value) -> {
            if (BESIDE.contains(plain(name))) {
                json.write(name, value);
            }
        });
        json.writeStartObject("generationConfig");
        sampling(json, parameters);
        thinking(json, parameters);
        responseFormat(json, request.responseFormat());
        if (!modalities.isEmpty()
                && request.tools().isEmpty()
                && request.responseFormat().kind() == ResponseFormat.Kind.TEXT) {
            json.writeStartArray("responseModalities");
            modalities.forEach(json::write);
            json.writeEnd();
        }
        extras.forEach((name, value) -> {
            if (!BESIDE.contains(plain(name))) {
                json.write(name, value);
            }
        });
        json.writeEnd();
    }

    private static void sampling(JsonGenerator json, InferenceParameters parameters) {
        if (parameters.temperature() != null) {
            json.write("temperature", parameters.temperature());
        }
        if (parameters.topP() != null) {
            json.write("topP", parameters.topP());
        }
        if (parameters.maxTokens() != null) {
            json.write("maxOutputTokens", parameters.maxTokens());
        }
        if (parameters.stop().size() > MOST_STOPS) {
            throw new InferenceException(
                    FailureCode.INVALID_REQUEST, "the provider takes at most " + MOST_STOPS + " stop texts");
        }
        if (!parameters.stop().isEmpty()) {
            json.writeStartArray("stopSequences");
            parameters.stop().forEach(json::write);
            json.writeEnd();
        }
        if (parameters.seed() != null) {
            if (parameters.seed() != parameters.seed().intValue()) {
                throw new InferenceException(
                        FailureCode.INVALID_REQUEST, "the provider takes a seed of 32 bits, not " + parameters.seed());
            }
            json.write("seed", parameters.seed());
        }
    }

    /** Gemini 2.5 takes a budget of tokens, later models a level (https://ai.google.dev/gemini-api/docs/thinking). */
    private void thinking(JsonGenerator json, InferenceParameters parameters) {
        ReasoningEffort effort = Hints.effort(parameters);
        boolean said = parameters.extras().keySet().stream()
                .anyMatch(name -> plain(name).equals("thinkingconfig"));
        if (effort == null || said) {
            return;
        }
        json.writeStartObject("thinkingConfig");
        if (takesBudget || effort == ReasoningEffort.NONE) {
            json.write("thinkingBudget", BUDGETS.get(effort));
        } else {
            json.write("thinkingLevel", level(effort));
        }
        json.write("includeThoughts", effort != ReasoningEffort.NONE).writeEnd();
    }

    /** High is the most that there is. */
    private static String level(ReasoningEffort effort) {
        return switch (effort) {
            case XHIGH, MAX -> "high";
            default -> effort.name().toLowerCase(Locale.ROOT);
        };
    }

    private static void responseFormat(JsonGenerator json, ResponseFormat format) {
        if (format.kind() == ResponseFormat.Kind.TEXT) {
            return;
        }
        json.write("responseMimeType", "application/json");
        if (format.kind() == ResponseFormat.Kind.JSON_SCHEMA) {
            json.write("responseJsonSchema", ProviderJson.callersObject("the response schema", format.schema()));
        }
    }

    /** Extras pass through what this format does not know; they do not get around what the engine has admitted. */
    private static void refuseOwnMembers(InferenceParameters parameters) {
        for (String name : parameters.extras().keySet()) {
            boolean written = plain(name).equals("thinkingconfig") && parameters.reasoningEffort() != null;
            if (written || OWN_MEMBERS.contains(plain(name))) {
                throw new InferenceException(
                        FailureCode.INVALID_REQUEST,
                        "the extra parameter " + name + " is set by the request itself and cannot be overridden");
            }
        }
    }

    /** Google's JSON takes each name in camel case and with underscores. */
    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }
}
