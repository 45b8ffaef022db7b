package org.externalmodels.sandbox.openai;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.externalmodels.sandbox.wire.Json;

/** The schema a chat request wants its answer to follow, if any. */
final class ResponseFormat {
    private static final JsonObject ANY_OBJECT = Json.object()
            .add("type", "object")
            .add("properties", Json.object().add("echo", Json.object().add("type", "string")))
            .build();

    private ResponseFormat() {}

    static Optional<JsonObject> schema(Fields request, ChatMessages messages) {
        Optional<Fields> format = request.nested("response_format", Set.of("type", "json_schema"));
        if (format.isEmpty()) {
            return Optional.empty();
        }
        return switch (format.get().requiredOneOf("type", List.of("json_object", "json_schema", "text"))) {
            case "json_schema" ->
                Optional.of(given(
                        format.get().requiredNested("json_schema", Set.of("name", "description", "schema", "strict")),
                        "response_format"));
            case "json_object" ->
                Optional.of(any(
                        messages,
                        "messages",
                        "'messages' must contain the word 'json' in some form, to use 'response_format' of type"
                                + " 'json_object'."));
            default -> Optional.empty();
        };
    }

    /** The schema in a description of the format; {@code param} is what is at fault if it cannot be strict. */
    static JsonObject given(Fields format, String param) {
        String name = format.requiredText("name");
        ToolName.check(format.path("name"), name);
        format.text("description");
        JsonObject schema = format.has("schema")
                ? Fields.of(format.path("schema"), format.required("schema")).object()
                : ANY_OBJECT;
        if (format.flag("strict", false)) {
            StrictSchemaRules.check(schema, "response_format '" + name + "'", param);
        }
        return schema;
    }

    static JsonObject any(ChatMessages messages, String param, String otherwise) {
        if (messages.texts().stream()
                .noneMatch(text -> text.toLowerCase(Locale.ROOT).contains("json"))) {
            throw OpenAiError.badRequest(param, null, otherwise);
        }
        return ANY_OBJECT;
    }
}
