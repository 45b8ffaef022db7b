package org.externalmodels.connector.dialect;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.externalmodels.inference.InferenceException;

/** What a provider says to people in an answer without success, whichever format it writes. */
public final class ProviderWords {

    /** Members that are it or lead to it, the most telling first. */
    private static final List<String> MEMBERS = List.of(
            "message",
            "Message",
            "error_description",
            "detail",
            "error",
            "errors",
            "problem",
            "fault",
            "faultstring",
            "text",
            "description",
            "title",
            "msg");

    private static final int DEEPEST = 6;

    private ProviderWords() {}

    /** The message in a JSON document, or a text that is no document at all; empty if there is none. */
    public static Optional<String> of(String body) {
        String text = body.strip();
        if (text.isEmpty() || text.startsWith("<")) {
            return Optional.empty();
        }
        try {
            return in(ProviderJson.read(text), DEEPEST);
        } catch (InferenceException notJson) {
            return text.startsWith("{") || text.startsWith("[") ? Optional.empty() : Optional.of(text);
        }
    }

    private static Optional<String> in(JsonValue value, int deepest) {
        if (value instanceof JsonString text) {
            return Optional.of(text.getString().strip()).filter(words -> !words.isEmpty());
        }
        if (deepest == 0) {
            return Optional.empty();
        }
        if (value instanceof JsonArray items) {
            return first(items, deepest);
        }
        return value instanceof JsonObject object
                ? first(
                        MEMBERS.stream()
                                .map(object::get)
                                .filter(Objects::nonNull)
                                .toList(),
                        deepest)
                : Optional.empty();
    }

    private static Optional<String> first(List<? extends JsonValue> values, int deepest) {
        return values.stream().flatMap(value -> in(value, deepest - 1).stream()).findFirst();
    }
}
