package org.externalmodels.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is wrong in a form is told beside its field and in a list, as soon as that is known and until it is mended. */
class ConsoleProblemsIT extends SignedInConsole {

    private final String name = "problem-" + UUID.randomUUID();

    @Test
    void aNameThatIsTakenIsToldAsSoonAsItsFieldIsLeft() {
        Definition taken = product.definition("taken");
        String id = product.add(taken);
        String said = "There is already a model named " + taken.name() + ".";
        Locator problem = admin.page().locator(".field .problem");

        admin.open("/models/edit");
        admin.field("Name").fill(taken.name());
        admin.field("Name").press("Tab");
        assertThat(problem).hasText(said);
        admin.field("Name").fill(taken.name() + "-2");
        admin.field("Name").press("Tab");
        assertThat(problem).hasCount(0);

        admin.open("/models/easy?provider=openai&model=gpt-4.1");
        admin.field("API key").fill("sk-any");
        admin.field("Model name").fill(taken.name());
        admin.field("Model name").press("Tab");
        assertThat(problem).hasText(said);
        admin.button("Continue").click();
        assertThat(admin.page().locator("#problems")).containsText(said);

        admin.open("/models/connections?id=" + id);
        admin.button("Add a connection").click();
        admin.field("Connection name").fill("MAIN");
        admin.field("Connection name").press("Tab");
        assertThat(problem).hasText("The model already has a connection named main.");
    }

    @Test
    void soIsOneOfAProfileAKeyOrALimitAndWhatIsNoName() {
        add(
                "authorization-profiles",
                Json.createObjectBuilder().add("type", "BEARER").add("token", "hush"));
        add(
                "application-keys",
                Json.createObjectBuilder()
                        .add("models", Json.createArrayBuilder().add("*")));
        add(
                "limits",
                Json.createObjectBuilder()
                        .add("measure", "calls-in-flight")
                        .add("amount", 1)
                        .add("enabled", false));

        isToldAt("/profiles/edit", "Name", "There is already a profile named " + name + ".");
        isToldAt("/keys/edit", "Application", "There is already an application key of this name.");
        isToldAt("/limits/edit", "Name", "There is already a limit or budget of this name.");
        isToldAt("/limits/edit?budget=true", "Name", "There is already a limit or budget of this name.");
    }

    private void add(String what, JsonObjectBuilder named) {
        assertThat(product.administrator()
                        .post("/api/v1/" + what, named.add("name", name).build())
                        .status())
                .isEqualTo(201);
    }

    private void isToldAt(String address, String label, String said) {
        Locator problem = admin.page().locator(".field .problem");
        admin.open(address);
        admin.field(label).fill(name.toUpperCase(Locale.ROOT));
        admin.field(label).press("Tab");
        assertThat(problem).hasText(said);
        admin.field(label).fill("zero\u200bwidth");
        admin.field(label).press("Tab");
        assertThat(problem).hasText(label + " must have no line breaks, control or direction characters.");
        admin.field(label).fill(name + "-2");
        admin.field(label).press("Tab");
        assertThat(problem).hasCount(0);
    }

    @Test
    void whatIsWrongWithARoleIsToldOnceBesideItsFields() {
        admin.open("/models/edit?provider=bedrock&model=amazon.nova-lite-v1:0");
        admin.field("IAM role ARN").fill("arn:aws:iam::12:role");
        admin.field("IAM role ARN").press("Tab");
        Locator problems = admin.page().locator(".problem");
        String[] region = {"Region is required with a role."};
        assertThat(problems).hasCount(2);
        assertThat(admin.page().locator("[id='at-connections[0].region'] .problem"))
                .hasText(region);
        assertThat(admin.page().locator("[id='at-connections[0].roleArn'] .problem"))
                .hasText("IAM role ARN must be the ARN of a role, such as arn:aws:iam::123456789012:role/name.");

        admin.field("IAM role ARN").fill("arn:aws:iam::123456789012:role/models");
        admin.button("Check access").click();
        assertThat(problems).hasText(region);

        admin.field("Region").fill("us-east-1");
        admin.field("Region").press("Tab");
        assertThat(problems).hasCount(0);
    }

    @Test
    void problemsOfARoleAreListedOnceItWasNotSavedAndGoAsTheyAreMended() {
        admin.open("/models/edit?provider=bedrock&model=amazon.nova-lite-v1:0");
        Locator listed = admin.page().locator("#problems");
        admin.field("Name").fill(name);
        admin.field("IAM role ARN").fill("arn:aws:iam::123456789012:role/models");
        admin.field("IAM role ARN").press("Tab");
        assertThat(admin.page().locator("[id='at-connections[0].region'] .problem"))
                .isVisible();
        admin.button("Add a header").click();
        assertThat(admin.field("Name of header 1")).isVisible();
        assertThat(listed).hasCount(0);

        admin.button("Save as draft").click();
        assertThat(listed.getByRole(AriaRole.HEADING)).hasText("Not saved: mend these fields");
        assertThat(listed.getByRole(AriaRole.LISTITEM)).hasText(new String[] {"Region is required with a role."});
        admin.field("Region").fill("us-east-1");
        admin.field("Region").press("Tab");

        assertThat(listed).hasCount(0);
    }

    @Test
    void aProblemOfTheListIsStruckOutOnceItsFieldIsChangedAndNotDrawnAnew() {
        admin.open("/models/edit");
        admin.field("Name").fill(name);
        admin.button("Add a header").click();
        admin.field("Value of header 1").fill("claims");
        admin.button("Add and confirm").click();
        Locator lines = admin.page().locator("#problems li");
        assertThat(lines.filter(having("Endpoint URL is required."))).hasCount(1);
        assertThat(lines.filter(having("Name of header 1"))).hasCount(1);

        admin.field("Endpoint URL").fill(server.uri("/sandbox/any/echo").toString());
        admin.field("Name of header 1").fill("X-Team");

        assertThat(admin.page().locator("#problems li.mended")).hasCount(2);
        admin.screenshot("problems-mended");
        assertThat(admin.page().locator("#at-endpoint .problem.mended")).hasCount(1);
        admin.button("Add a header").click();
        assertThat(admin.field("Name of header 2")).isVisible();
        assertThat(lines.filter(having("Endpoint URL"))).hasCount(0);
        assertThat(lines.filter(having("header 1"))).hasCount(0);
        assertThat(lines.filter(having("Provider's model name is required."))).hasCount(1);
        assertThat(admin.page().locator(".problem.mended")).hasCount(0);
    }

    private static Locator.FilterOptions having(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    @Test
    void everyProblemOfTheListLeadsToAPlaceOnThePage() {
        admin.open("/models/edit");
        admin.field("Name").fill(name);
        admin.button("Add a fallback model").click();
        admin.page().getByLabel("Fallback model 1").fill(name);
        admin.button("Add and confirm").click();

        Locator links = admin.page().locator("#problems a");
        assertThat(admin.page().locator("#problems")).containsText("is the model itself");
        for (Locator link : links.all()) {
            String place = link.getAttribute("href").substring(1);
            assertThat(admin.page().locator("[id='" + place + "']").count())
                    .as(link.textContent())
                    .isOne();
        }
    }

    @Test
    void aTimeThatIsNoNumberIsToldWithTheOtherProblemsAndHoldsUpNoOtherButton() {
        admin.open("/models/edit");
        admin.field("Name").fill(name);
        admin.page().getByText("Limits, traces and response cache").click();
        admin.page().getByLabel("Longest call").fill("soon");
        admin.button("Add a header").click();
        assertThat(admin.field("Name of header 1")).isVisible();

        admin.button("Save as draft").click();
        assertThat(admin.page().locator("#problems")).containsText("Longest call must be a whole number");
        assertThat(admin.page().locator("[id='at-timeouts.total'] .problem")).containsText("must be a whole number");
        assertThat(admin.page().getByLabel("Longest call")).hasValue("soon");

        admin.page().getByLabel("Longest call").fill("45000");
        admin.button("Save as draft").click();
        assertThat(admin.page().locator(".notices")).containsText("is saved");
        admin.link("Close").click();
        assertThat(admin.page().locator(".facts").first()).containsText("45000 ms");
    }

    @Test
    void onlyAnotherHostIsSaidToNeedTheKeysAgain() {
        Locator endpoint = admin.page().locator("#at-endpoint");
        String again = "Another host needs the keys again.";
        admin.open("/models/edit");
        admin.field("Endpoint URL").fill("https://models.example/v1");
        admin.field("Endpoint URL").press("Tab");
        assertThat(endpoint).not().containsText(again);

        Definition definition = product.definition("moved");
        admin.open("/models/edit?id=" + product.add(definition));
        assertThat(endpoint).not().containsText(again);
        admin.field("Endpoint URL").fill("https://models.example/v1");
        admin.field("Endpoint URL").press("Tab");
        assertThat(endpoint).containsText(again);
        admin.field("Endpoint URL")
                .fill(definition.endpoint().resolve("/elsewhere").toString());
        admin.field("Endpoint URL").press("Tab");
        assertThat(endpoint).not().containsText(again);
    }
}
