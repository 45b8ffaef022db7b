package org.externalmodels.admin.console.models;

import jakarta.json.stream.JsonParsingException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.definition.Variable;
import org.externalmodels.registry.definition.VariableType;

/** The values that a test call is made with; what was typed stays when the variables change. */
public final class SampleValues implements Serializable {

    private static final long serialVersionUID = 1L;

    private List<SampleValue> all = new ArrayList<>();

    /** Asks for what this definition has use for. */
    void follow(Definition definition) {
        Map<String, SampleValue> before = new LinkedHashMap<>();
        all.forEach(value -> before.put(value.getName(), value));
        List<SampleValue> wanted = new ArrayList<>();
        boolean template = definition.structure().isTemplate();
        if (!template) {
            wanted.add(kept(before, "prompt", "Prompt", VariableType.STRING, true, "Say hello in one short sentence."));
            wanted.add(kept(before, "system_prompt", "System prompt", VariableType.STRING, false, null));
        }
        for (Variable variable : template ? definition.variables() : List.<Variable>of()) {
            String label = variable.displayName() == null ? variable.name() : variable.displayName();
            String example = variable.name().equals("prompt") ? "Say hello in one short sentence." : null;
            wanted.add(kept(before, variable.name(), label, variable.type(), variable.required(), example));
        }
        all = wanted;
    }

    private static SampleValue kept(
            Map<String, SampleValue> before,
            String name,
            String label,
            VariableType type,
            boolean required,
            String example) {
        SampleValue known = before.get(name);
        return new SampleValue(name, label, type, required, known == null ? example : known.getText());
    }

    /**
     * The values by name; what is left empty is not given.
     *
     * @throws RegistryException with the values that cannot be read
     */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        List<DefinitionProblem> problems = new ArrayList<>();
        for (SampleValue value : all) {
            if (value.isGiven()) {
                try {
                    values.put(value.getName(), TypedText.value(value.getType(), value.getText()));
                } catch (JsonParsingException unreadable) {
                    problems.add(DefinitionProblem.of(
                            "sample." + value.getName(),
                            "The value of " + value.getLabel() + " is not JSON of the type "
                                    + value.getType().wireName()));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw RegistryException.invalid(problems);
        }
        return values;
    }

    public List<SampleValue> getAll() {
        return all;
    }
}
