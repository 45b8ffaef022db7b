package org.externalmodels.admin.console.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.spi.BodyCapture;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.ModelRouting.Spread;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.definition.Caching;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.definition.Header;
import org.externalmodels.registry.definition.Integration;
import org.externalmodels.registry.definition.Paths;
import org.externalmodels.registry.definition.Routing;
import org.externalmodels.registry.definition.TimeLimits;
import org.externalmodels.registry.definition.Variable;
import org.externalmodels.registry.definition.VariableType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFormTest {

    private static Definition template() {
        return new Definition(
                "claims",
                Integration.API,
                null,
                "https://models.example/answer",
                ProviderStructure.TEMPLATE,
                null,
                null,
                List.of(Header.of("X-Team", "claims", false), Header.of("X-Secret", null, true)),
                List.of(
                        new Variable("prompt", "Prompt", VariableType.STRING, true, null),
                        new Variable("depth", null, VariableType.INTEGER, false, Json.createValue(3)),
                        new Variable("tone", null, VariableType.STRING, false, Json.createValue("dry"))),
                "{\"q\": \"{{prompt}}\", \"d\": {{depth}}}",
                new Paths("answer.text", "usage.in", null, "delta.text", "[DONE]"),
                List.of(Feature.STREAMING),
                List.of(Modality.TEXT_TO_TEXT),
                new TimeLimits(null, 5_000, null, 60_000),
                BodyCapture.OFF,
                new Routing(Spread.LEAST_BUSY, List.of("claims-claude")),
                new Caching(600));
    }

    @Test
    void givesBackTheDefinitionThatItShows() {
        assertThat(ModelForm.of(template()).definition()).isEqualTo(template());
    }

    @Test
    void namesEveryFieldWhoseNumberIsNone() {
        ModelForm form = ModelForm.of(template());
        form.getLimits().setTotal("soon");
        form.getLimits().setIdle("1e3");
        form.setCacheSeconds("99999999999");

        assertThatThrownBy(form::definition)
                .asInstanceOf(InstanceOfAssertFactories.type(RegistryException.class))
                .extracting(RegistryException::problems)
                .asInstanceOf(InstanceOfAssertFactories.list(DefinitionProblem.class))
                .extracting(DefinitionProblem::field)
                .containsExactly("timeouts.idle", "timeouts.total", "cache.seconds");
        form.getLimits().setTotal(" 45000 ");
        form.getLimits().setIdle("");
        form.setCacheSeconds(null);
        assertThat(form.definition().timeouts()).isEqualTo(new TimeLimits(null, 5_000, null, 45_000));
        assertThat(form.definition().cache()).isEqualTo(Caching.OFF);
    }

    @Test
    void leavesOutWhatTheFormatDoesNotUseAndKeepsItInTheForm() {
        ModelForm form = ModelForm.of(template());
        form.setStructure(ProviderStructure.OPENAI_CHAT);
        form.setProviderModel(" gpt-4o ");

        Definition chat = form.definition();
        assertThat(chat.body()).isNull();
        assertThat(chat.variables()).isEmpty();
        assertThat(chat.paths()).isEqualTo(Paths.NONE);
        assertThat(chat.providerModel()).isEqualTo("gpt-4o");

        form.setStructure(ProviderStructure.TEMPLATE);
        assertThat(form.definition()).isEqualTo(template());
    }

    @Test
    void overlooksLinesThatWereLeftEmpty() {
        ModelForm form = ModelForm.of(template());
        form.addHeader();
        form.getTemplateForm().addVariable();
        assertThat(form.definition()).isEqualTo(template());
    }

    @Test
    void overlooksFallbackModelsWithoutAName() {
        ModelForm form = ModelForm.of(template());
        form.getRouting().addFallback();
        assertThat(form.definition()).isEqualTo(template());

        form.getRouting().removeFallback(form.getRouting().getFallbacks().get(0));
        assertThat(form.definition().routing().fallbackModels()).isEmpty();
    }

    @Test
    void switchesAddSystemPromptAndExamples() {
        ModelForm form = ModelForm.of(template());
        assertThat(form.getTemplateForm().isSystemPrompt()).isFalse();
        assertThat(form.getTemplateForm().isExamples()).isFalse();

        form.getTemplateForm().setSystemPrompt(true);
        form.getTemplateForm().setExamples(true);
        form.getTemplateForm().followSwitches();
        form.getTemplateForm().followSwitches();
        assertThat(form.getTemplateForm().isSystemPrompt()).isTrue();
        assertThat(form.getTemplateForm().isExamples()).isTrue();
        assertThat(form.definition().variables())
                .containsAll(template().variables())
                .hasSize(5)
                .contains(
                        new Variable("system_prompt", null, VariableType.STRING, false, null),
                        new Variable("examples", null, VariableType.ARRAY, false, null));

        form.getTemplateForm().setSystemPrompt(false);
        form.getTemplateForm().setExamples(false);
        form.getTemplateForm().followSwitches();
        assertThat(form.definition()).isEqualTo(template());
    }

    @Test
    void theSwitchKnowsTheOtherSpellingOfSystemPrompt() {
        ModelForm form = ModelForm.of(template());
        form.getTemplateForm().addVariable();
        form.getTemplateForm().getVariables().get(3).setName("system.prompt");
        assertThat(form.getTemplateForm().isSystemPrompt()).isTrue();

        form.getTemplateForm().setSystemPrompt(true);
        form.getTemplateForm().followSwitches();
        assertThat(form.getTemplateForm().getVariables()).hasSize(4);
        form.getTemplateForm().setSystemPrompt(false);
        form.getTemplateForm().followSwitches();
        assertThat(form.definition()).isEqualTo(template());
    }

    @ParameterizedTest
    @CsvSource({
        "https://models.example/other?tenant=7, false",
        "HTTPS://Models.Example:443/answer, false",
        "https://models.example:8443/answer, true",
        "http://models.example/answer, true",
        "https://others.example/answer, true",
        "https://, false",
        ", false"
    })
    void tellsWhetherCallsWillGoToAnotherHost(String endpoint, boolean changed) {
        ModelForm form = ModelForm.of(template());
        form.setEndpoint(endpoint);
        assertThat(form.isHostChanged()).isEqualTo(changed);

        ModelForm added = ModelForm.empty();
        added.setEndpoint(endpoint);
        assertThat(added.isHostChanged()).isFalse();
    }

    @Test
    void takesBlankTextsAsNotGiven() {
        ModelForm form = ModelForm.empty();
        form.setName("a");
        form.setEndpoint("  ");
        form.setProviderModel("");
        assertThat(form.definition().endpoint()).isNull();
        assertThat(form.definition().providerModel()).isNull();
    }

    @Test
    void namesTheVariableWhoseDefaultIsNotJson() {
        ModelForm form = ModelForm.of(template());
        form.getTemplateForm().getVariables().get(1).setDefaultText("three");
        assertThatThrownBy(form::definition)
                .asInstanceOf(InstanceOfAssertFactories.type(RegistryException.class))
                .extracting(RegistryException::problems, InstanceOfAssertFactories.list(DefinitionProblem.class))
                .extracting(DefinitionProblem::field)
                .containsExactly("variables[1].default");
    }

    @Test
    void hasAPromptToBeginWith() {
        ModelForm form = ModelForm.empty();
        form.setStructure(ProviderStructure.TEMPLATE);
        assertThat(form.definition().variables()).extracting(Variable::name).containsExactly("prompt");
    }
}
