package org.externalmodels.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Request formats in the console, and templates with their examples, samples and variables. */
class ConsoleTemplatesIT extends SignedInConsole {

    private final String name = "template-" + UUID.randomUUID();

    @Test
    void theFormatThatIsChosenCanBeReadOnANarrowScreen() {
        admin.page().setViewportSize(1280, 800);
        admin.open("/models/edit");
        Object clipped = admin.field("Request format").evaluate("""
                select => {
                  const free = select.cloneNode(false);
                  free.append(select.selectedOptions[0].cloneNode(true));
                  free.style.cssText = 'position: absolute; width: auto';
                  document.body.append(free);
                  const needed = free.offsetWidth;
                  free.remove();
                  return needed - select.offsetWidth;
                }
                """);
        assertThat(((Number) clipped).doubleValue()).isNotPositive();
    }

    @Test
    void aFormatWithATemplateIsShownWithIt() {
        product.add(Definition.draftOfATemplate(name));
        admin.open("/models/list?search=" + name);
        admin.link(name).click();
        admin.link("Definition").click();

        assertThat(admin.heading("Variables")).isVisible();
        assertThat(admin.page().locator("main")).containsText("topic");
        assertThat(admin.page().locator("main")).containsText("outputs[0].text");
    }

    @Test
    void aTestAsksForTheVariablesThatAreOnTheScreen() {
        admin.open("/models/edit");
        admin.field("Name").fill(name);
        admin.field("Endpoint URL").fill(server.uri("/sandbox/any/echo").toString());
        admin.field("Request format").selectOption("TEMPLATE");
        admin.field("Name of variable 1").waitFor();
        admin.button("Add a variable").click();
        admin.field("Name of variable 2").fill("topic");
        admin.page().locator(".template-editor .ace_text-input").waitFor(attached());
        admin.page().locator(".template-editor").click();
        admin.page().keyboard().insertText("{\n  \"input\": \"{{prompt}}\",\n  \"about\": \"{{topic}}\"\n}");

        admin.button("Test with sample input").click();
        Locator sample = admin.dialog("Sample input");
        // A dialog that opens takes what is typed to its first field.
        assertThat(sample.getByLabel("prompt")).isFocused();
        sample.getByLabel("prompt").fill("ten green bottles");
        sample.getByLabel("topic").fill("a wall");
        admin.button("Save and test").click();

        assertThat(admin.page().locator(".result")).containsText("a wall");
        admin.button("Test with sample input").click();
        assertThat(sample.getByLabel("topic")).hasValue("a wall");
        sample.getByText("Cancel").click();
    }

    private static Locator.WaitForOptions attached() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED);
    }

    @Test
    void anExampleIsThereToBeginWithAndAPathThatLeadsNowhereGoesByItsLabel() {
        admin.open("/models/edit");
        admin.field("Name").fill(name);
        admin.field("Endpoint URL").fill(server.uri("/sandbox/any/echo").toString());
        admin.field("Request format").selectOption("TEMPLATE");
        admin.button("Start with an example").click();
        assertThat(admin.page().locator(".template-editor")).containsText("{{prompt}}");
        assertThat(admin.field("Output path")).hasValue("choices[0].message.content");
        assertThat(admin.button("Start with an example")).hasCount(0);
        // It has no stream path, by which a template streams.
        assertThat(admin.field("Streaming")).not().isChecked();

        admin.button("Test with sample input").click();
        admin.button("Save and test").click();

        assertThat(admin.page().locator(".result .problem"))
                .containsText("the answer has nothing at 'Output path', which is choices[0].message.content");
    }
}
