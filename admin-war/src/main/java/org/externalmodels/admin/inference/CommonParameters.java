package org.externalmodels.admin.inference;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.ReasoningEffort;

/** Parameters that wire formats have in common. */
final class CommonParameters {

    private static final int LONGEST_TAG = 512;

    private CommonParameters() {}

    static InferenceParameters temperatureAndTopP(Members members, double hottest) {
        InferenceParameters parameters = InferenceParameters.DEFAULTS;
        Optional<Double> temperature = members.number("temperature", 0, hottest);
        Optional<Double> topP = members.number("top_p", 0, 1);
        if (temperature.isPresent()) {
            parameters = parameters.withTemperature(temperature.get());
        }
        if (topP.isPresent()) {
            if (topP.get() == 0) {
                throw Refusal.invalid(members.path("top_p"), "a number above 0 is expected");
            }
            parameters = parameters.withTopP(topP.get());
        }
        return parameters;
    }

    static Optional<Integer> tokens(Members members, String name) {
        return members.whole(name, 1, Integer.MAX_VALUE).map(Long::intValue);
    }

    static Optional<ReasoningEffort> effort(Members members, String name) {
        return members.text(name).map(text -> {
            try {
                return ReasoningEffort.valueOf(text.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException unknown) {
                throw Refusal.invalid(
                        members.path(name), "one of none, minimal, low, medium, high, xhigh and max is expected");
            }
        });
    }

    /** Parameters of one provider's that have no word of ours; a wire format that does not know them refuses them. */
    static InferenceParameters extras(InferenceParameters parameters, Members members, String... names) {
        InferenceParameters more = parameters;
        for (String name : names) {
            Optional<JsonValue> value = members.value(name);
            if (value.isPresent()) {
                more = more.withExtra(name, java(value.get()));
            }
        }
        return more;
    }

    /** Wishes of one provider's; a wire format that does not know them leaves them out. */
    static InferenceParameters hints(InferenceParameters parameters, Members members, String... names) {
        InferenceParameters more = parameters;
        for (String name : names) {
            Optional<JsonValue> value = members.value(name);
            if (value.isPresent()) {
                more = more.withHint(name, java(value.get()));
            }
        }
        return more;
    }

    /** What both of OpenAI's formats have of them. */
    static InferenceParameters openAiHints(InferenceParameters parameters, Members members) {
        return hints(
                parameters,
                members,
                "prompt_cache_key",
                "prompt_cache_retention",
                "prompt_cache_options",
                "safety_identifier");
    }

    /** Free names and values are kept with the trace. */
    static void metadata(Members members, InferenceRequest.Builder request) {
        members.plainObject("metadata")
                .ifPresent(metadata -> metadata.forEach((name, value) -> {
                    if (!(value instanceof JsonString text) || text.getString().length() > LONGEST_TAG) {
                        throw Refusal.invalid(
                                members.path("metadata") + "." + name,
                                "a string of at most " + LONGEST_TAG + " characters is expected");
                    }
                    request.tag(name, text.getString());
                }));
    }

    /** Values for a model's template: no member of the wire format's own, and none that it has a use for. */
    static void variables(Members members, InferenceRequest.Builder request) {
        members.plainObject("variables")
                .ifPresent(variables -> variables.forEach((name, value) -> request.variable(name, java(value))));
    }

    static List<String> stop(Members members, String name) {
        Optional<JsonValue> value = members.value(name);
        if (value.isEmpty()) {
            return List.of();
        }
        if (value.get() instanceof JsonString one) {
            return List.of(one.getString());
        }
        return strings(members, name);
    }

    static List<String> strings(Members members, String name) {
        List<String> texts = new ArrayList<>();
        for (JsonValue item : members.array(name).orElse(JsonValue.EMPTY_JSON_ARRAY)) {
            if (!(item instanceof JsonString text)) {
                throw Refusal.invalid(members.path(name) + "[" + texts.size() + "]", "a string is expected");
            }
            texts.add(text.getString());
        }
        return texts;
    }

    private static Object java(JsonValue value) {
        return switch (value.getValueType()) {
            case STRING -> ((JsonString) value).getString();
            case NUMBER -> ((JsonNumber) value).numberValue();
            case TRUE -> true;
            case FALSE -> false;
            case NULL -> null;
            case OBJECT -> javaMap(value.asJsonObject());
            case ARRAY -> javaList(value.asJsonArray());
        };
    }

    static Map<String, Object> javaMap(JsonObject object) {
        Map<String, Object> map = new LinkedHashMap<>();
        object.forEach((name, value) -> map.put(name, java(value)));
        return map;
    }

    private static List<Object> javaList(JsonArray array) {
        List<Object> list = new ArrayList<>();
        array.forEach(item -> list.add(java(item)));
        return list;
    }
}
