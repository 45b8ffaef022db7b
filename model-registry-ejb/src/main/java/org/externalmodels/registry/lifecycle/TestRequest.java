package org.externalmodels.registry.lifecycle;

import java.util.LinkedHashMap;
import java.util.Map;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.spi.ModelDefinition;

/** The request of a test call: variables for a template, messages for everything else. */
final class TestRequest {

    private TestRequest() {}

    static InferenceRequest of(ModelDefinition definition, Map<String, ?> values) {
        InferenceRequest.Builder request = InferenceRequest.builder();
        if (definition.template().isPresent()) {
            return request.variables(values).build();
        }
        Map<String, Object> others = new LinkedHashMap<>(values);
        // What is no text is left for the call to refuse.
        if (others.get("system_prompt") instanceof String system) {
            others.remove("system_prompt");
            request.system(system);
        }
        if (others.get("prompt") instanceof String prompt) {
            others.remove("prompt");
            request.user(prompt);
        }
        return request.variables(others).build();
    }
}
