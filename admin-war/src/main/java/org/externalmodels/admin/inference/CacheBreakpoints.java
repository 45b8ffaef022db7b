package org.externalmodels.admin.inference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.inference.InferenceParameters;

/**
 * Where a client of Anthropic's wants the provider to cache up to, collected while its request is read: after the last tool,
 * after what the system says, after a message and after a part of a user's message. Anything between these has no place of
 * its own in a request here, and a mark there is left out.
 */
final class CacheBreakpoints {

    private static final String HINT = "cache_breakpoints";

    private final Map<String, Object> places = new LinkedHashMap<>();

    /** How a block is to be cached up to; empty if it is not marked. */
    static Optional<Map<String, Object>> mark(Members block) {
        block.object("cache_control", cache -> {
            ChatMessages.requireType(cache, "ephemeral");
            return cache.text("ttl");
        });
        return block.plainObject("cache_control").map(CommonParameters::javaMap);
    }

    void afterTools(List<Optional<Map<String, Object>>> marks) {
        after("tools", last(marks));
    }

    void afterSystem(List<Optional<Map<String, Object>>> marks) {
        after("system", last(marks));
    }

    /** Messages and parts count from 0. */
    void afterMessage(int message, Optional<Map<String, Object>> mark) {
        after("messages." + message, mark);
    }

    void afterPart(int message, int part, Optional<Map<String, Object>> mark) {
        after("messages." + message + "." + part, mark);
    }

    InferenceParameters addedTo(InferenceParameters parameters) {
        return places.isEmpty() ? parameters : parameters.withHint(HINT, places);
    }

    static Optional<Map<String, Object>> last(List<Optional<Map<String, Object>>> marks) {
        return marks.isEmpty() ? Optional.empty() : marks.get(marks.size() - 1);
    }

    private void after(String place, Optional<Map<String, Object>> mark) {
        mark.ifPresent(how -> places.put(place, how));
    }
}
