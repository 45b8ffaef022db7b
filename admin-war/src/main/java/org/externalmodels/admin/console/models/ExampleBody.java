package org.externalmodels.admin.console.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.externalmodels.admin.console.Typed;
import org.externalmodels.registry.definition.VariableType;

/** A request body to start from, as many APIs take it: a conversation, and all other variables beside it by their names. */
final class ExampleBody {

    static final String OUTPUT = "choices[0].message.content";
    static final String INPUT_TOKENS = "usage.prompt_tokens";
    static final String OUTPUT_TOKENS = "usage.completion_tokens";

    private ExampleBody() {}

    static String of(List<VariableLine> variables) {
        List<String> messages = new ArrayList<>();
        List<String> members = new ArrayList<>();
        members.add("\"model\": \"model-name\"");
        for (VariableLine variable : variables) {
            Optional<String> name = Typed.text(variable.getName());
            if (name.isEmpty()) {
                continue;
            }
            String place = "{{" + name.get() + "}}";
            switch (name.get()) {
                case "prompt" -> messages.add(message("user", place));
                case "system_prompt", "system.prompt" -> messages.add(0, message("system", place));
                default ->
                    members.add("\"" + name.get() + "\": "
                            + (variable.getType() == VariableType.STRING ? "\"" + place + "\"" : place));
            }
        }
        if (!messages.isEmpty()) {
            members.add(1, "\"messages\": [\n    " + String.join(",\n    ", messages) + "\n  ]");
        }
        return "{\n  " + String.join(",\n  ", members) + "\n}";
    }

    private static String message(String role, String content) {
        return "{ \"role\": \"" + role + "\", \"content\": \"" + content + "\" }";
    }
}
