package org.externalmodels.admin.console.models;

import static org.assertj.core.api.Assertions.assertThat;

import org.externalmodels.registry.definition.VariableType;
import org.junit.jupiter.api.Test;

class TemplateFormTest {

    private final TemplateForm form = new TemplateForm();

    @Test
    void beginsWithAnExampleThatHasAPlaceForEachVariable() {
        form.setSystemPrompt(true);
        form.setExamples(true);
        form.followSwitches();
        form.getVariables().add(new VariableLine("claim", VariableType.STRING, true));
        form.addVariable();

        form.takeExample();

        assertThat(form.getBody()).isEqualTo("""
                {
                  "model": "model-name",
                  "messages": [
                    { "role": "system", "content": "{{system_prompt}}" },
                    { "role": "user", "content": "{{prompt}}" }
                  ],
                  "examples": {{examples}},
                  "claim": "{{claim}}"
                }""");
        assertThat(form.getOutputPath()).isEqualTo("choices[0].message.content");
        assertThat(form.getInputTokensPath()).isEqualTo("usage.prompt_tokens");
        assertThat(form.getOutputTokensPath()).isEqualTo("usage.completion_tokens");
    }

    @Test
    void anExampleReplacesNothingThatIsWritten() {
        form.setBody("{ \"input\": \"{{prompt}}\" }");
        form.takeExample();
        assertThat(form.getBody()).isEqualTo("{ \"input\": \"{{prompt}}\" }");
        assertThat(form.getOutputPath()).isNull();

        form.setBody(" ");
        form.setOutputPath("answer");
        form.takeExample();
        assertThat(form.getBody()).contains("messages");
        assertThat(form.getOutputPath()).isEqualTo("answer");
    }
}
