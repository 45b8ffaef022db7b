package org.externalmodels.admin.inference;

import java.util.LinkedHashMap;
import java.util.Map;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.Tool;

/**
 * Of which tools a client says that their arguments are held to the schema, or that they are not, collected while its
 * request is read. What that asks of a schema differs between OpenAI and Anthropic, so each has a hint of its own.
 */
final class StrictHint {

    private final String hint;
    private final Map<String, Object> said = new LinkedHashMap<>();

    private StrictHint(String hint) {
        this.hint = hint;
    }

    static StrictHint ofOpenAi() {
        return new StrictHint("strict_functions");
    }

    static StrictHint ofAnthropic() {
        return new StrictHint("strict_tools");
    }

    Tool read(Members members, String schemaName) {
        Tool tool = JsonSchemas.tool(members, schemaName);
        members.truth("strict").ifPresent(strict -> said.put(tool.name(), strict));
        return tool;
    }

    InferenceParameters addedTo(InferenceParameters parameters) {
        return said.isEmpty() ? parameters : parameters.withHint(hint, said);
    }
}
