package org.externalmodels.sandbox.openai;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.externalmodels.sandbox.model.Tool;
import org.externalmodels.sandbox.model.ToolChoice;
import org.externalmodels.sandbox.wire.Json;

/** The functions of a chat request, and whether one must be called. */
record ChatTools(List<Tool> tools, ToolChoice choice, boolean parallel) {
    static final JsonObject NO_PARAMETERS =
            Json.object().add("type", "object").add("properties", Json.object()).build();

    static ChatTools read(Fields request) {
        List<Tool> tools =
                request.objects("tools").stream().map(ChatTools::tool).toList();
        if (request.has("tools") && tools.isEmpty()) {
            throw OpenAiError.badRequest(
                    "tools",
                    "empty_array",
                    "Invalid 'tools': empty array. Expected an array with minimum length 1, but got an empty array"
                            + " instead.");
        }
        for (String needsTools : List.of("tool_choice", "parallel_tool_calls")) {
            if (request.has(needsTools) && tools.isEmpty()) {
                throw OpenAiError.badRequest(
                        needsTools,
                        null,
                        "Invalid value for '" + needsTools + "': '" + needsTools
                                + "' is only allowed when 'tools' are specified.");
            }
        }
        return new ChatTools(tools, choice(request, tools), request.flag("parallel_tool_calls", true));
    }

    private static Tool tool(Fields tool) {
        tool.onlyKnown(Set.of("type", "function")).requiredOneOf("type", List.of("function"));
        Fields function = tool.requiredNested("function", Set.of("name", "description", "parameters", "strict"));
        String name = function.requiredText("name");
        ToolName.check(function.path("name"), name);
        function.text("description");
        JsonObject parameters = function.has("parameters")
                ? Fields.of(function.path("parameters"), function.required("parameters"))
                        .object()
                : NO_PARAMETERS;
        if (function.flag("strict", false)) {
            StrictSchemaRules.check(parameters, "function '" + name + "'", function.path("parameters"));
        }
        return new Tool(name, parameters);
    }

    private static ToolChoice choice(Fields request, List<Tool> tools) {
        Optional<JsonValue> choice = request.value("tool_choice");
        if (choice.isEmpty()) {
            return ToolChoice.AUTO;
        }
        if (choice.get() instanceof JsonString) {
            return switch (request.requiredOneOf("tool_choice", List.of("none", "auto", "required"))) {
                case "none" -> ToolChoice.NONE;
                case "required" -> ToolChoice.REQUIRED;
                default -> ToolChoice.AUTO;
            };
        }
        Fields named = request.requiredNested("tool_choice", Set.of("type", "function"));
        named.requiredOneOf("type", List.of("function"));
        String name = named.requiredNested("function", Set.of("name")).requiredText("name");
        if (tools.stream().noneMatch(tool -> tool.name().equals(name))) {
            throw OpenAiError.badRequest(
                    "tool_choice", null, "Tool choice 'function' not found in 'tools' parameter: '" + name + "'.");
        }
        return ToolChoice.named(name);
    }
}
