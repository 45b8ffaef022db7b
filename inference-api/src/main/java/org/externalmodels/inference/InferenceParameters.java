package org.externalmodels.inference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the model shall answer. {@code null} leaves a setting to the provider.
 *
 * @param temperature 0 to 2
 * @param topP above 0, at most 1
 * @param maxTokens the most tokens to answer with, at least 1
 * @param stop texts at which the answer ends
 * @param seed asks for the same answer to the same request, where the provider can
 * @param reasoningEffort for reasoning models
 * @param extras provider-specific settings, passed through by name; values as in {@link InferenceRequest#variables}
 * @param hints provider-specific wishes, such as where to cache, by name; carried where the wire format has them, left out
 *     elsewhere, and never a reason to refuse; values as of extras
 */
public record InferenceParameters(
        Double temperature,
        Double topP,
        Integer maxTokens,
        List<String> stop,
        Long seed,
        ReasoningEffort reasoningEffort,
        Map<String, Object> extras,
        Map<String, Object> hints) {

    /** Everything left to the provider. */
    public static final InferenceParameters DEFAULTS =
            new InferenceParameters(null, null, null, List.of(), null, null, Map.of());

    public InferenceParameters {
        check(
                temperature == null || (temperature >= 0 && temperature <= 2),
                "temperature must be between 0 and 2",
                temperature);
        check(topP == null || (topP > 0 && topP <= 1), "topP must be above 0 and at most 1", topP);
        check(maxTokens == null || maxTokens >= 1, "maxTokens must be at least 1", maxTokens);
        stop = List.copyOf(stop);
        extras = JsonLike.copy("extras", extras);
        hints = JsonLike.copy("hints", hints);
    }

    /** Parameters without hints. */
    public InferenceParameters(
            Double temperature,
            Double topP,
            Integer maxTokens,
            List<String> stop,
            Long seed,
            ReasoningEffort reasoningEffort,
            Map<String, Object> extras) {
        this(temperature, topP, maxTokens, stop, seed, reasoningEffort, extras, Map.of());
    }

    public InferenceParameters withTemperature(double value) {
        return new InferenceParameters(value, topP, maxTokens, stop, seed, reasoningEffort, extras, hints);
    }

    public InferenceParameters withTopP(double value) {
        return new InferenceParameters(temperature, value, maxTokens, stop, seed, reasoningEffort, extras, hints);
    }

    public InferenceParameters withMaxTokens(int value) {
        return new InferenceParameters(temperature, topP, value, stop, seed, reasoningEffort, extras, hints);
    }

    public InferenceParameters withStop(String... values) {
        return new InferenceParameters(
                temperature, topP, maxTokens, List.of(values), seed, reasoningEffort, extras, hints);
    }

    public InferenceParameters withSeed(long value) {
        return new InferenceParameters(temperature, topP, maxTokens, stop, value, reasoningEffort, extras, hints);
    }

    public InferenceParameters withReasoningEffort(ReasoningEffort value) {
        return new InferenceParameters(temperature, topP, maxTokens, stop, seed, value, extras, hints);
    }

    public InferenceParameters withExtra(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(extras);
        more.put(name, value);
        return new InferenceParameters(temperature, topP, maxTokens, stop, seed, reasoningEffort, more, hints);
    }

    public InferenceParameters withHint(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(hints);
        more.put(name, value);
        return new InferenceParameters(temperature, topP, maxTokens, stop, seed, reasoningEffort, extras, more);
    }

    private static void check(boolean holds, String rule, Number given) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ", not " + given);
        }
    }
}
