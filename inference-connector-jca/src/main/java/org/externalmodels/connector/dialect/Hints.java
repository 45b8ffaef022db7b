package org.externalmodels.connector.dialect;

import jakarta.json.JsonObject;
import jakarta.json.stream.JsonGenerator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.ReasoningEffort;

/** The hints that wire formats have. Each writes those it has under their own names and leaves out all others. */
final class Hints {

    /** Members of a request of OpenAI's, whichever of its two formats. */
    static final Set<String> OPENAI =
            Set.of("prompt_cache_key", "prompt_cache_retention", "prompt_cache_options", "safety_identifier");

    static final String SAFETY_IDENTIFIER = "safety_identifier";
    static final String VERBOSITY = "verbosity";

    /** How Anthropic's Messages ask for thoughts: on, off or as the model likes, and of how many tokens. */
    static final String THINKING = "thinking";

    /** The limit of tokens is there because the caller's wire format has none without: no wish to be refused. */
    static final String MAX_TOKENS_REQUIRED = "max_tokens_required";

    /** The members of {@code reasoning} in OpenAI's Responses, as they are called there. */
    static final Map<String, String> REASONING =
            Map.of("reasoning_summary", "summary", "reasoning_context", "context", "reasoning_mode", "mode");

    /** Budgets from which on thinking is held for that much effort; the steps are those of {@link CohereRequest}. */
    private static final long HIGH = 16_384;

    private static final long MEDIUM = 4_096;

    private Hints() {}

    /** Those of some names, unless a setting of the same name says it already. */
    static JsonObject of(InferenceParameters parameters, Set<String> names) {
        Map<String, Object> own = new LinkedHashMap<>(parameters.hints());
        own.keySet().retainAll(names);
        own.keySet().removeAll(parameters.extras().keySet());
        return Json.createObjectBuilder(own).build();
    }

    static void write(JsonGenerator json, InferenceParameters parameters, Set<String> names) {
        if (!parameters.hints().isEmpty()) {
            of(parameters, names).forEach(json::write);
        }
    }

    /** The most tokens that the caller chose to have; {@code null} if it chose nothing. */
    static Integer chosenMaxTokens(InferenceParameters parameters) {
        return Boolean.TRUE.equals(parameters.hints().get(MAX_TOKENS_REQUIRED)) ? null : parameters.maxTokens();
    }

    /** The effort that is asked for, or else the one that a budget of thinking comes to; {@code null} if there is neither. */
    static ReasoningEffort effort(InferenceParameters parameters) {
        if (parameters.reasoningEffort() != null
                || !(parameters.hints().get(THINKING) instanceof Map<?, ?> thinking)
                || !(thinking.get("budget_tokens") instanceof Number budget)) {
            return parameters.reasoningEffort();
        }
        if (budget.longValue() >= HIGH) {
            return ReasoningEffort.HIGH;
        }
        return budget.longValue() >= MEDIUM ? ReasoningEffort.MEDIUM : ReasoningEffort.LOW;
    }
}
