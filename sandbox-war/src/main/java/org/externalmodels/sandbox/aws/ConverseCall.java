package org.externalmodels.sandbox.aws;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.externalmodels.sandbox.model.Prompt;
import org.externalmodels.sandbox.model.Tool;
import org.externalmodels.sandbox.model.ToolChoice;
import org.externalmodels.sandbox.wire.Json;

/** A request of Converse that Bedrock would accept. */
record ConverseCall(Prompt prompt, boolean reasons) {
    private static final Set<String> REASONING = Set.of("thinking", "reasoning_config", "reasoning_effort");

    static ConverseCall read(JsonObject body) {
        Members request = Members.of("", body)
                .onlyKnown(
                        "messages",
                        "system",
                        "inferenceConfig",
                        "toolConfig",
                        "outputConfig",
                        "guardrailConfig",
                        "additionalModelRequestFields",
                        "additionalModelResponseFieldPaths",
                        "promptVariables",
                        "requestMetadata",
                        "performanceConfig",
                        "serviceTier");
        var texts = new ArrayList<String>();
        for (Members block : request.objects("system")) {
            if (block.choice("text", "guardContent", "cachePoint").equals("text")) {
                texts.add(ConverseBlocks.filled(block));
            }
        }
        ConverseConversation conversation = ConverseConversation.read(request);
        texts.addAll(conversation.texts());
        Optional<Members> config = request.optional("inferenceConfig")
                .map(given -> given.onlyKnown("maxTokens", "temperature", "topP", "stopSequences"));
        config.ifPresent(given -> {
            given.share("temperature");
            given.share("topP");
        });
        Optional<Members> toolConfig =
                request.optional("toolConfig").map(given -> given.onlyKnown("tools", "toolChoice"));
        if (toolConfig.isEmpty() && conversation.usesTools()) {
            throw AwsError.invalid(
                    "The toolConfig field must be defined when using toolUse and toolResult content blocks.");
        }
        boolean thinks = request.optional("additionalModelRequestFields")
                .flatMap(extra -> extra.optional("thinking"))
                .isPresent();
        if (thinks && conversation.forgetsThoughts()) {
            throw AwsError.invalid("The model returned the following errors: Expected `thinking` or"
                    + " `redacted_thinking`, but found `tool_use`. When `thinking` is enabled, a final `assistant`"
                    + " message must start with a thinking block.");
        }
        List<Tool> tools = toolConfig.map(ConverseCall::tools).orElse(List.of());
        return new ConverseCall(
                new Prompt(
                        texts,
                        conversation.last(),
                        conversation.endsWithToolResults(),
                        request.optional("outputConfig").map(ConverseCall::schema),
                        tools,
                        toolConfig.map(given -> choice(given, tools)).orElse(ToolChoice.AUTO),
                        true,
                        config.map(given -> given.texts("stopSequences")).orElse(List.of()),
                        config.map(given -> given.atLeastOne("maxTokens")).orElse(OptionalInt.empty())),
                request.optional("additionalModelRequestFields")
                        .filter(extra -> extra.object().keySet().stream().anyMatch(REASONING::contains))
                        .isPresent());
    }

    private static List<Tool> tools(Members config) {
        var tools = new ArrayList<Tool>();
        for (Members tool : config.objects("tools")) {
            if (tool.choice("toolSpec", "systemTool", "cachePoint").equals("toolSpec")) {
                Members spec = tool.nested("toolSpec").onlyKnown("name", "description", "inputSchema", "strict");
                String name = spec.requiredText("name");
                if (!name.matches("[a-zA-Z0-9_-]{1,64}")) {
                    throw AwsError.invalid("1 validation error detected: Value '" + name + "' at '" + spec.path("name")
                            + "' failed to satisfy constraint: Member must satisfy regular expression pattern:"
                            + " [a-zA-Z0-9_-]+");
                }
                spec.text("description");
                tools.add(new Tool(
                        name,
                        spec.nested("inputSchema")
                                .onlyKnown("json")
                                .nested("json")
                                .object()));
            }
        }
        if (tools.isEmpty()) {
            throw AwsError.invalid("1 validation error detected: Value '[]' at 'toolConfig.tools' failed to satisfy"
                    + " constraint: Member must have length greater than or equal to 1");
        }
        return tools;
    }

    private static ToolChoice choice(Members config, List<Tool> tools) {
        Optional<Members> choice = config.optional("toolChoice");
        if (choice.isEmpty()) {
            return ToolChoice.AUTO;
        }
        return switch (choice.get().choice("auto", "any", "tool")) {
            case "auto" -> ToolChoice.AUTO;
            case "any" -> ToolChoice.REQUIRED;
            default -> {
                String name = choice.get().nested("tool").onlyKnown("name").requiredText("name");
                if (tools.stream().noneMatch(tool -> tool.name().equals(name))) {
                    throw AwsError.invalid("The toolChoice names the tool " + name + ", which is not in tools.");
                }
                yield ToolChoice.named(name);
            }
        };
    }

    /** The schema is a text with a document in it. */
    private static JsonObject schema(Members config) {
        Members format = config.onlyKnown("textFormat").nested("textFormat").onlyKnown("type", "structure");
        format.oneOf("type", "json_schema");
        Members schema = format.nested("structure")
                .onlyKnown("jsonSchema")
                .nested("jsonSchema")
                .onlyKnown("schema", "name", "description");
        schema.text("name");
        schema.text("description");
        try {
            if (Json.parse(schema.requiredText("schema")) instanceof JsonObject object) {
                return object;
            }
        } catch (JsonException unreadable) {
            // Refused below like any other text that is no object.
        }
        throw AwsError.invalid("The value at " + schema.path("schema") + " is not a valid JSON schema.");
    }
}
