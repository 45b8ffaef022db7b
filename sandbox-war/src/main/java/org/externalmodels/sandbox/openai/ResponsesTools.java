package org.externalmodels.sandbox.openai;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.externalmodels.sandbox.model.Tool;
import org.externalmodels.sandbox.model.ToolChoice;

/** The functions of a request of Responses. They are described without a level between. */
record ResponsesTools(List<Tool> tools, ToolChoice choice) {

    static ResponsesTools read(Fields request) {
        List<Tool> tools =
                request.objects("tools").stream().map(ResponsesTools::tool).toList();
        return new ResponsesTools(tools, choice(request, tools));
    }

    private static Tool tool(Fields tool) {
        tool.requiredOneOf("type", List.of("function"));
        tool.onlyKnown(Set.of("type", "name", "description", "parameters", "strict"));
        String name = tool.requiredText("name");
        ToolName.check(tool.path("name"), name);
        tool.text("description");
        JsonObject parameters = tool.has("parameters")
                ? Fields.of(tool.path("parameters"), tool.required("parameters"))
                        .object()
                : ChatTools.NO_PARAMETERS;
        if (tool.flag("strict", false)) {
            StrictSchemaRules.check(parameters, "function '" + name + "'", tool.path("parameters"));
        }
        return new Tool(name, parameters);
    }

    private static ToolChoice choice(Fields request, List<Tool> tools) {
        Optional<JsonValue> choice = request.value("tool_choice");
        if (choice.isEmpty()) {
            return ToolChoice.AUTO;
        }
        if (choice.get() instanceof JsonString) {
            String word = request.requiredOneOf("tool_choice", List.of("none", "auto", "required"));
            if (word.equals("required") && tools.isEmpty()) {
                throw OpenAiError.badRequest(
                        "tool_choice", null, "Tool choice 'required' must be specified with 'tools' parameter.");
            }
            return switch (word) {
                case "none" -> ToolChoice.NONE;
                case "required" -> ToolChoice.REQUIRED;
                default -> ToolChoice.AUTO;
            };
        }
        Fields named = request.requiredNested("tool_choice", Set.of("type", "name"));
        named.requiredOneOf("type", List.of("function"));
        String name = named.requiredText("name");
        if (tools.stream().noneMatch(tool -> tool.name().equals(name))) {
            throw OpenAiError.badRequest(
                    "tool_choice", null, "Tool choice 'function' not found in 'tools' parameter: '" + name + "'.");
        }
        return ToolChoice.named(name);
    }
}
