package org.externalmodels.connector.dialect;

import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.inference.InferenceParameters;

/**
 * The places up to which a caller wants the provider to cache, and how, as Anthropic's {@code cache_control} says it: after
 * the last tool, after what the system says, after a message and after a part of a user's message.
 *
 * @param places by name: {@code tools}, {@code system}, {@code messages.2}, {@code messages.2.0}
 */
record CacheBreakpoints(Map<?, ?> places) {

    /** The hint that has them; messages and their parts count from 0. */
    static final String HINT = "cache_breakpoints";

    private static final CacheBreakpoints NONE = new CacheBreakpoints(Map.of());

    static CacheBreakpoints of(InferenceParameters parameters) {
        return parameters.hints().get(HINT) instanceof Map<?, ?> places ? new CacheBreakpoints(places) : NONE;
    }

    Optional<JsonObject> afterTools() {
        return after("tools");
    }

    Optional<JsonObject> afterSystem() {
        return after("system");
    }

    Optional<JsonObject> afterMessage(int message) {
        return after("messages." + message);
    }

    Optional<JsonObject> afterPart(int message, int part) {
        return after("messages." + message + "." + part);
    }

    @SuppressWarnings("unchecked") // hints have the form of JSON, whose names are texts
    private Optional<JsonObject> after(String place) {
        return places.get(place) instanceof Map<?, ?> how
                ? Optional.of(Json.createObjectBuilder((Map<String, ?>) how).build())
                : Optional.empty();
    }
}
