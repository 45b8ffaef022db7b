package org.externalmodels.registry.lifecycle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.VariableDefinition;

/** The least that can be asked of a model to see whether its provider takes the credentials. */
final class CheapestRequest {

    private static final String WORD = "Hi";

    /** OpenAI's Responses take no smaller limit. */
    private static final int FEWEST_TOKENS = 16;

    private CheapestRequest() {}

    static InferenceRequest of(ModelDefinition definition) {
        InferenceRequest.Builder request = InferenceRequest.builder();
        if (definition.template().isEmpty()) {
            return request.user(WORD)
                    .parameters(InferenceParameters.DEFAULTS.withMaxTokens(FEWEST_TOKENS))
                    .build();
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (VariableDefinition variable : definition.template().get().variables()) {
            if (variable.required() && variable.defaultValue().isEmpty()) {
                values.put(variable.name(), value(variable.type()));
            }
        }
        return request.variables(values).build();
    }

    private static Object value(VariableDefinition.Type type) {
        return switch (type) {
            case STRING -> WORD;
            case NUMBER, INTEGER -> 1;
            case BOOLEAN -> false;
            case OBJECT -> Map.of();
            case ARRAY -> List.of();
        };
    }
}
