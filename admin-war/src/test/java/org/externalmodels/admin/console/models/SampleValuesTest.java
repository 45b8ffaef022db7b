package org.externalmodels.admin.console.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.definition.Variable;
import org.externalmodels.registry.definition.VariableType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleValuesTest {

    private final SampleValues samples = new SampleValues();

    @Test
    void ofAProviderStructureArePromptAndSystemPrompt() {
        follow(form(ProviderStructure.OPENAI_CHAT));
        assertThat(samples.getAll()).extracting(SampleValue::getName).containsExactly("prompt", "system_prompt");
        assertThat(samples.values()).containsOnlyKeys("prompt");
    }

    @ParameterizedTest
    @EnumSource(names = {"TEMPLATE", "BEDROCK_INVOKE"})
    void ofEveryTemplateAreItsVariables(ProviderStructure structure) {
        follow(form(
                structure,
                new Variable("prompt", null, null, true, null),
                new Variable("depth", null, VariableType.INTEGER, false, null)));
        assertThat(samples.getAll()).extracting(SampleValue::getName).containsExactly("prompt", "depth");
    }

    @Test
    void keepWhatWasTypedWhenTheVariablesChange() {
        ModelForm form = form(ProviderStructure.TEMPLATE, new Variable("prompt", null, null, true, null));
        follow(form);
        samples.getAll().get(0).setText("mine");
        form.getTemplateForm().addVariable();
        form.getTemplateForm().getVariables().get(1).setName("more");
        follow(form);
        assertThat(samples.getAll()).extracting(SampleValue::getName).containsExactly("prompt", "more");
        assertThat(samples.values()).isEqualTo(Map.of("prompt", "mine"));
    }

    @Test
    void haveTheTypesOfTheirVariables() {
        follow(form(
                ProviderStructure.TEMPLATE,
                new Variable("text", null, VariableType.STRING, true, null),
                new Variable("count", null, VariableType.INTEGER, true, null),
                new Variable("share", null, VariableType.NUMBER, true, null),
                new Variable("flag", null, VariableType.BOOLEAN, true, null),
                new Variable("list", null, VariableType.ARRAY, true, null)));
        List<String> typed = List.of("3", "3", "0.5", "true", "[1, {\"a\": null}]");
        for (int i = 0; i < typed.size(); i++) {
            samples.getAll().get(i).setText(typed.get(i));
        }
        Map<String, Object> values = samples.values();
        assertThat(values)
                .containsEntry("text", "3")
                .containsEntry("count", BigInteger.valueOf(3))
                .containsEntry("share", new BigDecimal("0.5"))
                .containsEntry("flag", true);
        assertThat((List<?>) values.get("list")).hasSize(2).element(0).isEqualTo(BigInteger.ONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"three", "1, 2", "{", "] [", "1 2", "{} x"})
    void thatAreNotOneJsonValueAreRefusedByName(String text) {
        follow(form(ProviderStructure.TEMPLATE, new Variable("count", "How many", VariableType.INTEGER, true, null)));
        samples.getAll().get(0).setText(text);
        assertThatThrownBy(samples::values)
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("How many");
    }

    private void follow(ModelForm form) {
        samples.follow(form.definition());
    }

    private static ModelForm form(ProviderStructure structure, Variable... variables) {
        ModelForm form = ModelForm.empty();
        form.setName("a");
        form.setStructure(structure);
        form.getTemplateForm().getVariables().clear();
        for (Variable variable : variables) {
            form.getTemplateForm().getVariables().add(new VariableLine(variable));
        }
        return form;
    }
}
