package org.externalmodels.connector.dialect;

import java.util.Map;
import java.util.Optional;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.Tool;

/**
 * Of which tools a caller says whether their arguments are held to the schema. OpenAI wants closed schemas that require all
 * they name. Anthropic takes others, but few of them, and refuses a request with more than it makes a grammar of: what was
 * said for OpenAI is not said to it.
 *
 * @param functions what was said in OpenAI's words, by the tool's name
 * @param tools what was said in Anthropic's
 */
record StrictTools(Map<?, ?> functions, Map<?, ?> tools) {

    static StrictTools of(InferenceParameters parameters) {
        return new StrictTools(said(parameters, "strict_functions"), said(parameters, "strict_tools"));
    }

    private static Map<?, ?> said(InferenceParameters parameters, String hint) {
        return parameters.hints().get(hint) instanceof Map<?, ?> said ? said : Map.of();
    }

    /** What OpenAI is told; empty if nothing was said that it could be told. */
    Optional<Boolean> ofFunction(Tool tool) {
        if (functions.get(tool.name()) instanceof Boolean said) {
            return Optional.of(said);
        }
        return Boolean.TRUE.equals(tools.get(tool.name())) && canBeHeld(tool) ? Optional.of(true) : Optional.empty();
    }

    /** Whether Anthropic is told to hold the tool's input to its schema. */
    boolean isOfTool(Tool tool) {
        return Boolean.TRUE.equals(tools.get(tool.name()));
    }

    static boolean canBeHeld(Tool tool) {
        return StrictSchema.canHold(
                ProviderJson.callersObject("the schema of tool " + tool.name(), tool.parametersSchema()));
    }
}
