package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.externalmodels.integration.server.HttpCalls.Answer;
import org.externalmodels.integration.server.MailServer;
import org.externalmodels.integration.server.OfLiberty;
import org.externalmodels.integration.server.QuickStart;
import org.externalmodels.integration.server.WebhookReceiver;
import org.junit.jupiter.api.Test;

/** Who is to hear of a budget hears of it, outside the server. */
@OfLiberty("its mail session")
class AlertsIT {

    private final Product product = new Product(QuickStart.server());

    /** The webhook takes none of it at first. */
    @Test
    void aBudgetIsToldOfByMailAndWebhookOnceForEachStep() {
        Definition definition = product.definition("told");
        product.add(definition);
        String name = WebhookReceiver.REFUSED_ONCE + UUID.randomUUID();
        add(
                "prices",
                Json.createObjectBuilder()
                        .add("model", definition.name())
                        .add("currency", "USD")
                        .add("request", 6));
        add(
                "budgets",
                Json.createObjectBuilder()
                        .add("name", name)
                        .add("amount", 10)
                        .add("currency", "USD")
                        .add("period", "month")
                        .add("mode", "shadow")
                        .add("model", definition.name()));
        String key = product.addKey("*").getString("key");

        // What prices are is looked after each second.
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            call(key, definition.name());
            return !MailServer.mailsAbout(name).isEmpty();
        });
        call(key, definition.name());

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(WebhookReceiver.postedAbout(name))
                        .extracting(WebhookReceiver.Posted::status)
                        .containsExactlyInAnyOrder(503, 503, 503, 204, 204, 204));
        assertThat(WebhookReceiver.postedAbout(name))
                .allSatisfy(
                        posted -> assertThat(posted.signed()).as(posted.body()).isTrue());
        assertThat(MailServer.mailsAbout(name))
                .containsOnlyKeys(
                        "External Models: budget " + name + " at 50 %",
                        "External Models: budget " + name + " at 80 %",
                        "External Models: budget " + name + " at 100 %");
        assertThat(MailServer.mailsAbout(name).values())
                .allSatisfy(text -> assertThat(text).contains("of 10", "USD", "Mode: shadow"));
        assertThat(QuickStart.server().logs()).doesNotContain(MailServer.PASSWORD, WebhookReceiver.SECRET);
    }

    private void add(String what, JsonObjectBuilder body) {
        Answer answer = product.administrator().post("/api/v1/" + what, body.build());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private void call(String key, String model) {
        Answer answer = product.anybody()
                .send(
                        "POST",
                        "/v1/chat/completions",
                        "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"one\"}]}",
                        Map.of("Content-Type", "application/json", "x-api-key", key));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }
}
