package org.externalmodels.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.externalmodels.integration.server.ApplicationServer;
import org.externalmodels.integration.server.Chromium;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What no page lets out or in: secrets, markup that people and models write, forms of other sites. */
class ConsoleSecrecyIT {

    private static final String MARKUP = PlantedMarkup.MARKUP;

    private static ApplicationServer server;

    private Product product;
    private Page page;
    private ConsolePages console;

    @BeforeAll
    static void start() {
        server = QuickStart.server();
    }

    @BeforeEach
    void open() {
        product = new Product(server);
        page = Chromium.page();
        console = new ConsolePages(page, server.uri("/"));
    }

    @Test
    void whatAModelAndAPromptSayOnThePlaygroundStaysText() {
        Definition definition = product.definition("planted");
        product.add(definition);
        PlaygroundPage playground = PlaygroundPage.of(server, Product.ADMIN);
        playground.choose(1, definition.name());
        playground.prompt().fill(MARKUP);
        playground.button("Run").click();
        assertThat(playground.answer(1)).hasText("echo: " + MARKUP);
        String name = MARKUP + System.nanoTime();
        playground.save(name);
        playground.button("Saved prompts").click();
        assertThat(playground.saved(name)).isVisible();
        playground.button("Close").click();
        playground.tab("Use it from");

        assertThat(playground.page().locator("#pane-code")).containsText("<img src=x");
        assertThat(playground.page().locator("img[src=x]").count()).isZero();
        playground.page().close();
    }

    @Test
    void noSecretIsInThePageSource() {
        Definition definition = product.definition("secret");
        String header = Definition.key("sk-header");
        String id = product.add(Json.createObjectBuilder(definition.json())
                .add(
                        "headers",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("name", "X-Secret")
                                        .add("value", header)
                                        .add("secret", true)))
                .build());
        JsonObject key = product.addKey("*");
        String token = Definition.key("sk-profile");
        String profile = product.administrator()
                .post(
                        "/api/v1/authorization-profiles",
                        Json.createObjectBuilder()
                                .add("name", "secret-" + UUID.randomUUID())
                                .add("type", "BEARER")
                                .add("token", token)
                                .build())
                .json()
                .getString("id");
        product.call("typed", definition.name());
        await().until(() -> !product.traces(definition.name()).isEmpty());
        String call = product.traces(definition.name()).get(0).getString("id");
        console.signIn(Product.ADMIN, Product.PASSWORD);
        page.waitForURL(Pattern.compile(".*/models/list.*"));
        for (String address : List.of(
                "/models/list",
                "/models/view?id=" + id,
                "/models/connections?id=" + id,
                "/models/edit?id=" + id,
                "/submissions/list",
                "/dead-letters/list",
                "/audit/log",
                "/keys/list",
                "/keys/edit?id=" + key.getString("id"),
                "/models/history?id=" + id,
                "/profiles/list",
                "/profiles/view?id=" + profile,
                "/profiles/edit?id=" + profile,
                "/traces/list?model=" + Product.encode(definition.name()),
                "/traces/call?id=" + call,
                "/playground/studio",
                "/settings/usage",
                "/settings/exchange",
                "/settings/server")) {
            console.open(address);
            assertThat(page.content())
                    .as(address)
                    .doesNotContain(definition.apiKey(), header, token, key.getString("key"));
        }
    }

    /** Another site can send what it likes with the user's cookie, even a whole form of its own session. */
    @Test
    void aFormFromAnotherSiteChangesNothing() {
        ConsoleTour attacker = ConsoleTour.of(server, Product.ADMIN);
        attacker.open("/keys/edit");
        String own = form(attacker.page(), "own-" + UUID.randomUUID());
        String stolen = form(attacker.page(), "stolen-" + UUID.randomUUID());
        String guessed = stolen.replaceAll("jakarta\\.faces\\.ViewState=[^&]*", "jakarta.faces.ViewState=stateless");
        String missing = stolen.replaceAll("&?jakarta\\.faces\\.ViewState=[^&]*", "");
        assertThat(stolen).isNotEqualTo(guessed).isNotEqualTo(missing);
        console.signIn(Product.ADMIN, Product.PASSWORD);
        page.waitForURL(Pattern.compile(".*/models/list.*"));

        for (String forged : List.of(stolen, guessed, missing)) {
            post(page, forged);
        }
        post(attacker.page(), own);

        console.open("/keys/list?search=own-");
        assertThat(console.line("own-")).not().hasCount(0);
        console.open("/keys/list?search=stolen-");
        assertThat(console.line("stolen-")).hasCount(0);
        attacker.page().close();
    }

    /** The form as it is sent with its button, filled in. */
    private static String form(Page at, String name) {
        return (String) at.evaluate("""
                name => {
                  const form = document.getElementById('key');
                  form.elements['key:name'].value = name;
                  const sent = new URLSearchParams(new FormData(form));
                  sent.set('key:save', 'key:save');
                  return sent.toString();
                }
                """, name);
    }

    private static void post(Page at, String body) {
        at.evaluate("""
                body => fetch('/keys/edit', {method: 'POST', body: body,
                  headers: {'Content-Type': 'application/x-www-form-urlencoded'}}).then(answer => answer.text())
                """, body);
    }

    /** Browsers send no header of one's own to another site without its leave. */
    @Test
    void thePlaygroundTakesNothingWithoutTheHeaderOfItsOwnPages() {
        Definition definition = product.definition("forged");
        product.add(definition);
        console.signIn(Product.ADMIN, Product.PASSWORD);
        page.waitForURL(Pattern.compile(".*/models/list.*"));
        String call = Json.createObjectBuilder()
                .add("id", "forged")
                .add("model", definition.name())
                .add("prompt", "anything")
                .build()
                .toString();

        assertThat(play(call, "text/plain", null)).isEqualTo(403);
        assertThat(play(call, "application/json", "elsewhere")).isEqualTo(403);
        assertThat(play(call, "application/json", "playground")).isEqualTo(200);
        await().until(() -> product.traces(definition.name()).size() == 1);
    }

    private int play(String call, String type, String header) {
        return ((Number) page.evaluate("""
                given => fetch('/playground/data/calls', {method: 'POST', body: given[0],
                    headers: Object.assign({'Content-Type': given[1]}, given[2] ? {'X-Console': given[2]} : {})})
                  .then(answer => answer.text().then(() => answer.status))
                """, Arrays.asList(call, type, header))).intValue();
    }
}
