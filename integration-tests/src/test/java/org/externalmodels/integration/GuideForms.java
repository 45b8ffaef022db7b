package org.externalmodels.integration;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.function.Consumer;

/** The forms that models are added with, filled in for the guide's pictures. */
final class GuideForms {

    private final Product product;
    private final Page page;
    private final ConsolePages console;
    private final Consumer<String> camera;

    /** @param camera takes the picture of what is in sight, by its name */
    GuideForms(Product product, Page page, Consumer<String> camera) {
        this.product = product;
        this.page = page;
        this.console = new ConsolePages(page, product.uri("/"));
        this.camera = camera;
    }

    void easy() {
        console.open("/models/easy?provider=openai");
        page.getByLabel("Search").fill("gpt-4.1");
        camera.accept("easy-models");
        field("Another model").fill("sandbox-1");
        console.button("Take this").click();
        page.getByLabel("Base URL").fill(product.uri("/sandbox/openai/v1").toString());
        field("API key").fill(Definition.key("sk-guide"));
        console.button("Check the key").click();
        page.locator(".check").waitFor();
        camera.accept("easy-key");
    }

    void bedrock() {
        console.open("/models/edit?provider=bedrock&model=amazon.nova-lite-v1:0");
        field("Name").fill("nova");
        field("Region").fill("us-east-1");
        field("IAM role ARN").fill("arn:aws:iam::123456789012:role/untrusting");
        page.getByLabel("External id").fill("agreed-42");
        page.getByLabel("External id").press("Tab");
        Locator policies = page.locator("[id='edit:policies']");
        policies.filter(new Locator.FilterOptions().setHasText("agreed-42"))
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        toTop(page.locator("#at-connections"));
        camera.accept("bedrock");
        page.getByText("Another address").click();
        page.getByLabel("Base URL").fill(product.uri("/sandbox/bedrock").toString());
        console.button("Check access").click();
        page.locator(".check-steps").waitFor();
        toTop(page.locator(".check-bar"));
        camera.accept("bedrock-check");
    }

    void template() {
        console.open("/models/edit");
        field("Name").fill("claims desk");
        page.getByLabel("Endpoint URL")
                .fill(product.uri("/sandbox/any/complete").toString());
        page.getByLabel("Request format").selectOption("TEMPLATE");
        field("Name of variable 1").waitFor();
        console.button("Add a variable").click();
        field("Name of variable 2").fill("max_tokens");
        field("Type of variable 2").selectOption("INTEGER");
        Locator editor = page.locator(".template-editor");
        editor.locator(".ace_text-input").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        editor.click();
        page.keyboard().insertText("{\n  \"input\": { \"text\": \"{{prompt}}\" },\n  \"limit\": {{max_tokens}}\n}");
        toTop(page.locator("#at-variables"));
        camera.accept("template");
        console.button("Test with sample input").click();
        Locator sample = page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Sample input"));
        sample.getByLabel("prompt").fill("Hail broke two windows.");
        sample.getByLabel("max_tokens").fill("64");
        console.button("Save and test").click();
        Locator answer = page.locator(".json-tree");
        answer.waitFor();
        answer.locator("button", new Locator.LocatorOptions().setHasText("Hail"))
                .first()
                .click();
        toTop(page.locator(".result"));
        camera.accept("template-test");
    }

    private Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    private static void toTop(Locator part) {
        part.evaluate("part => part.scrollIntoView({ block: 'start' })");
    }
}
