package org.externalmodels.connector.dialect;

import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.externalmodels.inference.InferenceException;

/**
 * A tool call's id, and in it what the provider wants to see again when the call's result comes back: models that think
 * refuse a conversation whose tool calls lack the thoughts that led to them. Callers of every kind hand ids through,
 * whatever is in them, and no conversation is kept here.
 *
 * @param own the id as the provider knows it
 * @param kept what it wants to see again
 */
record ToolCallId(String own, Optional<String> kept) {

    /** Where what is kept comes from; nobody else understands it. */
    enum Keeper {
        GOOGLE,
        ANTHROPIC,
        CONVERSE;

        private String mark() {
            return "#" + name().toLowerCase(Locale.ROOT) + "=";
        }
    }

    /**
     * The id that an answer hands to the caller.
     *
     * @param kept letters, digits and what else Base64 has; {@code null} for nothing
     */
    static String of(String own, Keeper keeper, String kept) {
        return kept == null ? own : own + keeper.mark() + kept;
    }

    /** As {@link #of(String, Keeper, String)}, with blocks of a message. */
    static String of(String own, Keeper keeper, JsonArray blocks) {
        return blocks.isEmpty()
                ? own
                : of(
                        own,
                        keeper,
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(blocks.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** What an id says to the one who made it. */
    static ToolCallId parse(String id, Keeper keeper) {
        int marked = id.indexOf(keeper.mark());
        return marked < 0
                ? new ToolCallId(own(id), Optional.empty())
                : new ToolCallId(
                        id.substring(0, marked),
                        Optional.of(id.substring(marked + keeper.mark().length())));
    }

    /** An id as it is sent to a provider that keeps nothing in it, whoever made it. */
    static String own(String id) {
        for (Keeper keeper : Keeper.values()) {
            int marked = id.indexOf(keeper.mark());
            if (marked >= 0) {
                return id.substring(0, marked);
            }
        }
        return id;
    }

    /** The blocks that are kept; none if what is there was made up by somebody. */
    JsonArray blocks() {
        try {
            byte[] json = Base64.getUrlDecoder().decode(kept.orElse(""));
            return ProviderJson.read(new String(json, StandardCharsets.UTF_8)) instanceof JsonArray all
                    ? all
                    : JsonValue.EMPTY_JSON_ARRAY;
        } catch (IllegalArgumentException | InferenceException nobodyWroteThis) {
            return JsonValue.EMPTY_JSON_ARRAY;
        }
    }
}
