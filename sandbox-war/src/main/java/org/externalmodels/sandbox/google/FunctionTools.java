package org.externalmodels.sandbox.google;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.externalmodels.sandbox.model.Tool;
import org.externalmodels.sandbox.model.ToolChoice;
import org.externalmodels.sandbox.wire.Json;

/** The functions of a request, and whether one must be called. The provider's own tools are accepted and do nothing. */
record FunctionTools(List<Tool> tools, ToolChoice choice) {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_.:-]{0,127}");
    private static final Set<String> TOOL = Set.of(
            "functionDeclarations",
            "googleSearch",
            "googleSearchRetrieval",
            "codeExecution",
            "urlContext",
            "computerUse",
            "fileSearch",
            "googleMaps",
            "mcpServers");
    private static final Set<String> DECLARATION = Set.of(
            "name", "description", "behavior", "parameters", "parametersJsonSchema", "response", "responseJsonSchema");
    private static final JsonObject NO_PARAMETERS =
            Json.object().add("type", "object").add("properties", Json.object()).build();

    static FunctionTools read(Fields request) {
        var tools = new ArrayList<Tool>();
        for (Fields tool : request.objects("tools", TOOL)) {
            for (Fields declaration : tool.objects("functionDeclarations", DECLARATION)) {
                tools.add(tool(declaration));
            }
        }
        Optional<Fields> config = request.nested(
                        "toolConfig",
                        Set.of("functionCallingConfig", "retrievalConfig", "includeServerSideToolInvocations"))
                .flatMap(each -> each.nested(
                        "functionCallingConfig",
                        Set.of("mode", "allowedFunctionNames", "streamFunctionCallArguments")));
        String mode = config.flatMap(
                        each -> each.oneOf("mode", List.of("MODE_UNSPECIFIED", "AUTO", "ANY", "NONE", "VALIDATED")))
                .orElse("AUTO");
        List<String> allowed =
                config.map(each -> each.texts("allowedFunctionNames")).orElse(List.of());
        if (!allowed.isEmpty()) {
            checkAllowed(mode, allowed, tools);
            tools.removeIf(tool -> !allowed.contains(tool.name()));
        }
        return new FunctionTools(
                List.copyOf(tools),
                switch (mode) {
                    case "NONE" -> ToolChoice.NONE;
                    case "ANY" -> tools.isEmpty() ? ToolChoice.AUTO : ToolChoice.REQUIRED;
                    default -> ToolChoice.AUTO;
                });
    }

    private static void checkAllowed(String mode, List<String> allowed, List<Tool> tools) {
        if (!mode.equals("ANY") && !mode.equals("VALIDATED")) {
            throw GoogleError.invalid(
                    "Function calling config is set without mode ANY, but allowed_function_names is set.");
        }
        List<String> names = tools.stream().map(Tool::name).toList();
        allowed.stream().filter(name -> !names.contains(name)).findFirst().ifPresent(name -> {
            throw GoogleError.invalid("Allowed function name `" + name + "` is not among the function declarations.");
        });
    }

    private static Tool tool(Fields declaration) {
        String name = declaration.text("name").orElse("");
        if (!NAME.matcher(name).matches()) {
            throw GoogleError.invalid("* GenerateContentRequest." + declaration.path("name")
                    + ": Invalid function name. Must start with a letter or an underscore. Must be alphanumeric (a-z,"
                    + " A-Z, 0-9), underscores (_), dots (.), colons (:), or dashes (-), with a maximum length of"
                    + " 128.\n");
        }
        declaration.text("description");
        if (declaration.has("parameters") && declaration.has("parametersJsonSchema")) {
            throw GoogleError.invalid("* GenerateContentRequest." + declaration.path("parametersJsonSchema")
                    + ": only one of parameters and parameters_json_schema can be set.\n");
        }
        JsonObject parameters = declaration
                .value("parameters")
                .map(schema -> OpenApiSchema.toJsonSchema(declaration.path("parameters"), schema))
                .or(() -> declaration.object("parametersJsonSchema"))
                .orElse(NO_PARAMETERS);
        return new Tool(name, parameters);
    }
}
