package org.externalmodels.sandbox.anthropic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.externalmodels.sandbox.model.Tool;
import org.externalmodels.sandbox.model.ToolChoice;
import org.externalmodels.sandbox.wire.Json;

/**
 * The tools of a request, and whether one must be used.
 *
 * @param texts what of them counts as tokens
 * @param marks after how many of the texts the prompt cache shall keep what stands before
 */
record Tools(List<Tool> tools, List<String> texts, List<Integer> marks, ToolChoice choice, boolean parallel) {
    private static final Set<String> TOOL = Set.of(
            "name",
            "type",
            "description",
            "input_schema",
            "cache_control",
            "strict",
            "input_examples",
            "allowed_callers",
            "defer_loading",
            "eager_input_streaming");

    static Tools read(Fields request) {
        List<Tool> tools = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        List<Integer> marks = new ArrayList<>();
        for (Fields given : request.objects("tools")) {
            if (given.has("type")) {
                given.oneOf("type", List.of("custom"));
            }
            Tool tool = tool(given.onlyKnown(TOOL));
            if (tools.stream().anyMatch(other -> other.name().equals(tool.name()))) {
                throw AnthropicError.invalid("tools: Tool names must be unique.");
            }
            tools.add(tool);
            texts.add(tool.name() + " " + given.text("description").orElse("") + " " + tool.parameters());
            if (Cache.marks(given)) {
                marks.add(texts.size());
            }
        }
        Optional<Fields> choice = request.nested("tool_choice");
        return new Tools(
                List.copyOf(tools),
                List.copyOf(texts),
                List.copyOf(marks),
                choice.map(given -> choice(given, tools)).orElse(ToolChoice.AUTO),
                !choice.map(given -> given.flag("disable_parallel_tool_use")).orElse(false));
    }

    private static Tool tool(Fields given) {
        String name = given.requiredText("name");
        if (!name.matches("[a-zA-Z0-9_-]{1,128}")) {
            throw AnthropicError.at(given.path("custom.name"), "String should match pattern '^[a-zA-Z0-9_-]{1,128}$'");
        }
        given.text("description");
        Fields schema = given.requiredNested("input_schema");
        if (!Json.string("object").equals(schema.required("type"))) {
            throw AnthropicError.at(schema.path("type"), "Input should be 'object'");
        }
        if (given.flag("strict")) {
            ClosedSchemaRules.check(given.path("custom"), schema.object());
        }
        return new Tool(name, schema.object());
    }

    private static ToolChoice choice(Fields choice, List<Tool> tools) {
        String type = choice.oneOf("type", List.of("auto", "any", "tool", "none"));
        choice.onlyKnown(
                switch (type) {
                    case "tool" -> Set.of("type", "name", "disable_parallel_tool_use");
                    case "none" -> Set.of("type");
                    default -> Set.of("type", "disable_parallel_tool_use");
                });
        if (tools.isEmpty()) {
            throw AnthropicError.invalid("tool_choice may only be specified while providing tools");
        }
        return switch (type) {
            case "auto" -> ToolChoice.AUTO;
            case "any" -> ToolChoice.REQUIRED;
            case "none" -> ToolChoice.NONE;
            default -> {
                String name = choice.requiredText("name");
                if (tools.stream().noneMatch(tool -> tool.name().equals(name))) {
                    throw AnthropicError.invalid("Tool '" + name + "' not found in provided tools");
                }
                yield ToolChoice.named(name);
            }
        };
    }
}
