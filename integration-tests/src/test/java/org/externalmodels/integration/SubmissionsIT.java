package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.externalmodels.integration.server.Chromium;
import org.externalmodels.integration.server.HttpCalls;
import org.externalmodels.integration.server.HttpCalls.Answer;
import org.externalmodels.integration.submitter.Heard;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmissionsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static CountingProvider provider;
    private static Submitter submitter;

    @BeforeAll
    static void start() throws IOException {
        provider = new CountingProvider();
        submitter = Submitter.start();
    }

    @AfterAll
    static void stop() {
        if (submitter != null) {
            submitter.close();
        }
        provider.close();
    }

    @ParameterizedTest
    @CsvSource({
        "claims, none, none",
        "claims, commit, none",
        "claims, commit, first",
        "claims, commit, last",
        "one-by-one, none, none",
        "one-by-one, commit, first"
    })
    void deliverToABeanWhatAModelAnswered(String destination, String end, String database) {
        String correlation = Submitter.correlation("claim");

        String id = submitter.submit(destination, correlation, model(), end, database);

        Heard heard = heardOnce(correlation);
        assertThat(heard.submissionId()).isEqualTo(id);
        assertThat(heard.text()).isEqualTo("answer to " + correlation);
        assertThat(heard.redelivered()).isFalse();
        assertThat(heard.deliveryCount()).isEqualTo(1);
        assertThat(provider.asked(correlation)).isEqualTo(1);
        assertThat(submitter.effects("submitted-" + correlation)).isEqualTo(database.equals("none") ? 0 : 1);
        if (destination.equals("claims")) {
            await().untilAsserted(
                            () -> assertThat(submitter.effects(correlation)).isEqualTo(1));
        }
    }

    @ParameterizedTest
    @CsvSource({"none", "first", "last"})
    void areNeverSentWhenTheirTransactionRollsBack(String database) {
        String model = model();
        String rolledBack = Submitter.correlation("rolled-back");
        String after = Submitter.correlation("after");

        submitter.submit("claims", rolledBack, model, "rollback", database);
        submitter.submit("claims", after, model, "commit", "none");

        heardOnce(after);
        assertThat(provider.asked(rolledBack)).isZero();
        assertThat(submitter.heard(rolledBack)).isEmpty();
        assertThat(submitter.effects("submitted-" + rolledBack)).isZero();
    }

    @Test
    void areCountedAsCallsOfTheApplicationThatSubmitted() {
        String correlation = Submitter.correlation("traced");
        String model = model();

        submitter.submit("claims", correlation, model, "commit", "none");

        heardOnce(correlation);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(submitter.product().traces(model))
                        .singleElement()
                        .satisfies(trace -> {
                            assertThat(trace.getString("source")).isEqualTo("application");
                            assertThat(trace.getString("application", "")).isEqualTo(submitter.application());
                            assertThat(trace.getInt("outputTokens")).isEqualTo(3);
                        }));
    }

    @Test
    void deliverTheFailureOfACallAsItsResult() {
        String correlation = Submitter.correlation("unknown");

        submitter.submit("claims", correlation, "there-is-no-such-model", "commit", "none");

        assertThat(heardOnce(correlation).text()).isEqualTo("MODEL_NOT_FOUND");
    }

    @Test
    void waitForABeanThatListens() {
        String unheard = Submitter.correlation("unheard");
        String model = model();
        String heard = Submitter.correlation("heard");

        String unheardId = submitter.submit("nobody-listens-here", unheard, model, "commit", "none");
        submitter.submit("claims", heard, model, "commit", "none");

        heardOnce(heard);
        assertThat(provider.asked(unheard)).isZero();
        JsonObject waiting = waiting(unheardId);
        assertThat(waiting.getString("correlationId")).isEqualTo(unheard);
        assertThat(waiting.getString("destination")).isEqualTo("nobody-listens-here");
        assertThat(waiting.getString("model")).isEqualTo(model);
        assertThat(waiting.getString("state")).isEqualTo("WAITING");
        assertThat(waiting.getBoolean("listened")).isFalse();
        assertThat(waiting.getInt("calls")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"claims", "one-by-one"})
    void becomeDeadLettersWhenABeanFailsTooOftenAndAreSentAgain(String destination) {
        String correlation = Submitter.correlation("failing");
        submitter.fails(correlation, true);

        String id = submitter.submit(destination, correlation, model(), "commit", "none");

        JsonObject letter = deadLetter(id);
        assertThat(letter.getString("destination")).isEqualTo(destination);
        assertThat(letter.getString("correlationId")).isEqualTo(correlation);
        assertThat(letter.getInt("deliveries")).isEqualTo(3);
        assertThat(letter.getString("reason")).contains("The test wants this delivery to fail");
        assertThat(letter.toString()).doesNotContain("answer to");
        assertThat(submitter.heard(correlation)).extracting(Heard::redelivered).containsExactly(false, true, true);

        submitter.fails(correlation, false);
        assertThat(send("/api/v1/dead-letters/" + id + "/resend").status()).isEqualTo(204);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(submitter.heard(correlation)).hasSize(4));
        assertThat(submitter.heard(correlation).get(3).redelivered()).isTrue();
        assertThat(provider.asked(correlation)).isEqualTo(1);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(administrator()
                                .get("/api/v1/dead-letters/" + id)
                                .status())
                        .isEqualTo(404));
        assertAudited("dead-letter.resent", id);
    }

    @Test
    void areSentAgainOrDiscardedInTheConsole() {
        String again = Submitter.correlation("<img src=x> again");
        String discarded = Submitter.correlation("discarded");
        String model = model();
        for (String correlation : List.of(again, discarded)) {
            submitter.fails(correlation, true);
            deadLetter(submitter.submit("claims", correlation, model, "commit", "none"));
        }
        String waiting = Submitter.correlation("<img src=x> waiting");
        submitter.submit("nobody-listens-here", waiting, model, "commit", "none");
        submitter.fails(again, false);
        Page page = Chromium.page();
        ConsolePages console = new ConsolePages(page, submitter.server().uri("/"));
        console.signIn(Product.ADMIN, Product.PASSWORD);
        page.waitForURL("**/models/list*");
        console.open("/submissions/list");
        page.getByLabel("Destination, model or correlation id").fill(waiting.toUpperCase(Locale.ROOT));
        console.button("Search").click();
        page.waitForURL("**/submissions/list?search=*");
        PlaywrightAssertions.assertThat(page.locator(".table tbody tr")).hasCount(1);
        PlaywrightAssertions.assertThat(
                        page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(waiting)))
                .containsText("Nobody listens here at the moment");
        assertThat(page.locator("img[src=x]").count()).isZero();
        for (String list : List.of("/submissions/list", "/dead-letters/list")) {
            console.open(list + "?search=nobody-has-this");
            PlaywrightAssertions.assertThat(page.getByLabel("Destination, model or correlation id"))
                    .hasValue("nobody-has-this");
            page.getByText("Clear the search").click();
            PlaywrightAssertions.assertThat(page.locator(".table tbody tr").first())
                    .isVisible();
        }
        console.open("/dead-letters/list?search=" + Product.encode(model));
        assertThat(page.locator("img[src=x]").count()).isZero();
        PlaywrightAssertions.assertThat(page.locator(".table tbody tr")).hasCount(2);

        page.getByLabel("Send the result for " + again + " again").click();
        PlaywrightAssertions.assertThat(page.getByText("The result for " + again + " is delivered again."))
                .isVisible();
        page.getByLabel("Discard the result for " + discarded).click();
        console.confirm("Discard");
        PlaywrightAssertions.assertThat(page.getByText("The result for " + discarded + " is discarded."))
                .isVisible();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(submitter.heard(again)).hasSize(4));
        assertThat(submitter.heard(discarded)).hasSize(3);
    }

    @Test
    void areDiscardedByAnAdministrator() {
        String correlation = Submitter.correlation("discarded");
        submitter.fails(correlation, true);
        String id = submitter.submit("claims", correlation, model(), "commit", "none");
        deadLetter(id);

        Answer discarded = administrator().send("DELETE", "/api/v1/dead-letters/" + id, null, Map.of());

        assertThat(discarded.status()).as(discarded.body()).isEqualTo(204);
        assertThat(administrator().get("/api/v1/dead-letters/" + id).status()).isEqualTo(404);
        assertAudited("dead-letter.discarded", id);
    }

    /** Of a provider elsewhere: the server's own threads that the sandbox answers by would be counted, too. */
    @Test
    void waitForAThousandSlowAnswersWithoutThreads() {
        String correlation = Submitter.correlation("slow");
        String model = model();
        provider.silence(correlation);
        int before = submitter.threads();

        submitter.submitMany("claims", correlation, model, 1_000);

        await().atMost(Duration.ofMinutes(1)).until(() -> provider.asked(correlation) == 1_000);
        assertThat(submitter.threads() - before).isLessThanOrEqualTo(50);
        provider.speak(correlation);
        AtomicInteger most = new AtomicInteger();
        await().atMost(Duration.ofMinutes(3)).until(() -> {
            most.accumulateAndGet(submitter.threads(), Math::max);
            return submitter.effects(correlation) == 1_000;
        });
        assertThat(most.get() - before).isLessThanOrEqualTo(50);
        assertThat(submitter.heard(correlation)).hasSize(1_000).noneMatch(Heard::redelivered);
    }

    @ParameterizedTest
    @CsvSource({
        "requests-per-minute, LIMIT_EXCEEDED",
        "tokens-per-minute, LIMIT_EXCEEDED",
        "calls-in-flight, LIMIT_EXCEEDED",
        "budget, BUDGET_EXCEEDED",
        "switch, MODEL_NOT_ACTIVE"
    })
    void areBoundLikeEveryCall(String by, String refusal) {
        Definition definition = Definition.of("bound", provider.uri());
        String id = submitter.product().add(definition);
        CallRules rules = new CallRules(submitter.product(), definition.name());
        String before = Submitter.correlation("before");
        if (by.equals("budget")) {
            rules.price("0.01");
            rules.budget("0.01", "month");
        } else if (by.equals("switch")) {
            submitter.product().switchModel(id, false);
        } else {
            rules.limit(by, 1);
        }
        if (by.equals("calls-in-flight")) {
            provider.silence(before);
            submitter.submit("claims", before, definition.name(), "commit", "none");
            await().atMost(PATIENCE).until(() -> provider.asked(before) == 1);
        }

        // What prices are is looked after each second, so that the first calls may go by.
        await().atMost(PATIENCE).until(() -> {
            String correlation = Submitter.correlation("bound");
            submitter.submit("claims", correlation, definition.name(), "commit", "none");
            return heardOnce(correlation).text().equals(refusal);
        });
        if (by.equals("calls-in-flight")) {
            provider.speak(before);
        }
    }

    private static void assertAudited(String action, String id) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Product.items(administrator().get("/api/v1/audit-log?limit=50")))
                        .anySatisfy(entry -> assertThat(entry.toString()).contains(action, id)));
    }

    private static HttpCalls administrator() {
        return submitter.product().administrator();
    }

    private static Answer send(String path) {
        return administrator().post(path, Json.createObjectBuilder().build());
    }

    private static JsonObject waiting(String id) {
        Answer alone = administrator().get("/api/v1/submissions/" + id);
        assertThat(alone.status()).as(alone.body()).isEqualTo(200);
        return Product.items(administrator().get("/api/v1/submissions?limit=500")).stream()
                .filter(submission -> submission.getString("id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static JsonObject deadLetter(String id) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(administrator()
                                .get("/api/v1/dead-letters/" + id)
                                .status())
                        .isEqualTo(200));
        List<JsonObject> all = Product.items(administrator().get("/api/v1/dead-letters?limit=500"));
        return all.stream()
                .filter(letter -> letter.getString("id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Heard heardOnce(String correlation) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(submitter.heard(correlation)).isNotEmpty());
        return submitter.heard(correlation).get(0);
    }

    private static String model() {
        Definition definition = Definition.of("submitted", provider.uri());
        submitter.product().add(definition);
        return definition.name();
    }
}
