package org.externalmodels.connector.dialect;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/**
 * The content of an OpenAI answer as a list of parts, in which Mistral's models that reason have their thoughts beside their
 * words. Kinds of parts that nothing was asked for are passed over; {@code null} stands for words that are in no part.
 */
record OpenAiContent(String text, String reasoning, String refusal) {

    static OpenAiContent of(JsonArray parts) {
        return new OpenAiContent(
                words(parts, "text", "text"), words(parts, "thinking", "thinking"), words(parts, "refusal", "refusal"));
    }

    private static String words(JsonArray parts, String type, String member) {
        StringBuilder words = null;
        for (JsonValue item : parts) {
            if (item instanceof JsonObject part && type.equals(ProviderJson.string(part, "type"))) {
                words = words == null ? new StringBuilder() : words;
                words.append(words(part.get(member)));
            }
        }
        return words == null ? null : words.toString();
    }

    /** Thoughts are a list of parts again. */
    private static String words(JsonValue value) {
        if (value instanceof JsonString text) {
            return text.getString();
        }
        String within = value instanceof JsonArray parts ? words(parts, "text", "text") : null;
        return within == null ? "" : within;
    }
}
