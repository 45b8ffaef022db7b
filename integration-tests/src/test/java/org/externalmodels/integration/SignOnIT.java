package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import org.externalmodels.integration.server.Deployment;
import org.externalmodels.integration.server.LibertyServer;
import org.externalmodels.integration.server.OfLiberty;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application on the server for which the container signs on with an application key is who it is over HTTP. */
@OfLiberty("whom its container signs on")
class SignOnIT {

    private static LibertyServer server;
    private static Product product;
    private static Definition opened;
    private static Definition closed;
    private static JsonObject key;

    @BeforeAll
    static void start() {
        server = LibertyServer.in(QuickStart.folder("sign-on"), Deployment.SHARED, Map.of())
                .with("SIGN_ON_PASSWORD", "a password that is no key")
                .with(Path.of("src", "test", "resources", "sign-on.xml"));
        server.start();
        product = new Product(server);
        opened = product.definition("opened");
        closed = product.definition("closed");
        product.add(opened);
        product.add(closed);
        assertThat(product.call("typed", closed.name()).getString("text")).isNotEmpty();
        key = product.addKey(opened.name());
        server.stop();
        server.with("SIGN_ON_PASSWORD", key.getString("key")).start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"typed", "async", "stream", "cci", "langchain4j"})
    void limitsOfAKeyBindTheApplicationThatSignsOnWithIt(String way) {
        String limit = "/api/v1/limits/" + limit(2);
        try {
            assertThat(product.chat(key.getString("key"), opened.name()).status())
                    .isEqualTo(200);
            assertThat(product.call(way, opened.name()).toString()).doesNotContain("\"code\"");

            assertThat(product.call(way, opened.name()).getString("code")).isEqualTo("LIMIT_EXCEEDED");
            assertThat(product.chat(key.getString("key"), opened.name()).body()).contains("LIMIT_EXCEEDED");
        } finally {
            product.administrator().send("DELETE", limit, null, Map.of("If-Match", "*"));
        }
    }

    private static String keyName() {
        return product.administrator()
                .get("/api/v1/application-keys/" + key.getString("id"))
                .json()
                .getString("name");
    }

    private static String limit(int amount) {
        return product.administrator()
                .post(
                        "/api/v1/limits",
                        Json.createObjectBuilder()
                                .add("name", "of the key " + System.nanoTime())
                                .add("measure", "requests-per-minute")
                                .add("key", keyName())
                                .add("amount", amount)
                                .build())
                .json()
                .getString("id");
    }

    @Test
    void aKeyOpensNoOtherModel() {
        JsonObject refused = product.call("typed", closed.name());

        assertThat(refused.getString("code")).isEqualTo("AUTHENTICATION_FAILED");
        assertThat(refused.getString("message")).contains("does not open it").doesNotContain(key.getString("key"));
    }

    @Test
    void whoSignedOnIsInTheTrace() {
        String trace = product.call("typed", opened.name()).getString("traceId");

        await().untilAsserted(() -> assertThat(product.traces(opened.name())).anySatisfy(line -> {
            assertThat(line.getString("id")).isEqualTo(trace);
            assertThat(line.getString("caller")).isEqualTo("claims-desk");
            assertThat(line.getString("application")).isEqualTo("caller");
            assertThat(line.getString("key")).isEqualTo(keyName());
        }));
        await().untilAsserted(() -> assertThat(product.administrator()
                        .get("/api/v1/billing?groupBy=key&model=" + Product.encode(opened.name()))
                        .json()
                        .getJsonArray("items")
                        .getValuesAs(JsonObject.class))
                .anySatisfy(line -> assertThat(line.get("key")).hasToString('"' + keyName() + '"')));
        assertThat(server.logs()).doesNotContain(key.getString("key"));
    }
}
