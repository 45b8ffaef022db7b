package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.externalmodels.integration.server.ApplicationServer;
import org.externalmodels.integration.server.HttpCalls;
import org.externalmodels.integration.server.HttpCalls.Answer;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.Test;

/** Authorization profiles and the encryption key on a server, down to the provider. */
class ProfilesIT {

    private static final String PROFILES = "/api/v1/authorization-profiles";

    private final ApplicationServer server = QuickStart.server();
    private final Product product = new Product(server);
    private final HttpCalls admin = product.administrator();

    @Test
    void aModelIsCalledWithATokenAndItsProfileStays() {
        String secret = "canary-" + UUID.randomUUID();
        JsonObject profile = create(client("OAUTH2_CLIENT_CREDENTIALS", secret));
        Definition definition = product.definition("profiled");
        product.add(Json.createObjectBuilder(definition.json())
                .add("authorizationProfile", profile.getString("name"))
                .add(
                        "connections",
                        Json.createArrayBuilder().add(Json.createObjectBuilder().add("name", Definition.CONNECTION)))
                .build());

        assertThat(product.call("typed", definition.name()).toString()).contains("one two three");
        Answer test = admin.send("POST", path(profile) + "/test", null, Map.of());
        assertThat(test.json().getBoolean("ok")).as(test.body()).isTrue();

        Answer refused = admin.send("DELETE", path(profile), null, Map.of("If-Match", "*"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains(definition.name()).contains("is used by");
        assertThat(admin.get(path(profile)).body()).contains(definition.name()).doesNotContain(secret);
        assertThat(server.logs()).doesNotContain(secret);
    }

    @Test
    void whoSaysYesInABrowserConfiguresTheProfile() {
        JsonObject profile = create(Json.createObjectBuilder(client("OAUTH2_AUTHORIZATION_CODE", "secret"))
                .add("authorizationEndpoint", "https://login.example/authorize")
                .build());
        assertThat(profile.getString("status")).isEqualTo("NOT_CONFIGURED");

        JsonObject begun = admin.get(path(profile) + "/authorize").json();
        String query = URI.create(begun.getString("url")).getRawQuery();
        String state = query.replaceAll(".*[?&]?state=([^&]+).*", "$1");
        String callback = "/oauth/callback?code=code-1&state=" + state;

        assertThat(begun.getString("redirectUri")).endsWith("/oauth/callback");
        Answer stranger = product.anybody().get(callback);
        assertThat(stranger.status()).as(stranger.body()).isEqualTo(302);
        assertThat(product.user("edith").get(callback).status()).isEqualTo(403);
        Answer back = admin.get(callback);
        assertThat(back.status()).as(back.body()).isEqualTo(200);
        assertThat(admin.get(path(profile)).json().getString("status")).isEqualTo("CONFIGURED");
        assertThat(admin.get(callback).status()).as("good once").isEqualTo(422);
    }

    @Test
    void aNewEncryptionKeyReachesEverySecretWhileCallsGoOn() {
        Definition definition = product.definition("rotated");
        String model = product.add(definition);
        String before = admin.get("/api/v1/settings/encryption-key").json().getString("primaryKeyId");

        Answer rotated = admin.send("POST", "/api/v1/settings/encryption-key/rotate", null, Map.of());

        assertThat(rotated.status()).as(rotated.body()).isEqualTo(202);
        assertThat(rotated.json().getString("primaryKeyId")).isNotEqualTo(before);
        Awaitility.await().untilAsserted(() -> {
            product.call("typed", definition.name());
            assertThat(admin.get("/api/v1/settings/encryption-key").json().getInt("pending"))
                    .isZero();
        });
        product.switchConnection(model, Definition.CONNECTION, false);
        product.switchConnection(model, Definition.CONNECTION, true);
        assertThat(product.call("typed", definition.name()).toString()).contains("one two three");
    }

    private JsonObject client(String type, String secret) {
        return Json.createObjectBuilder()
                .add("name", "profile-" + UUID.randomUUID())
                .add("type", type)
                .add("tokenEndpoint", server.uri("/sandbox/oauth/token").toString())
                .add("clientId", "client-" + UUID.randomUUID())
                .add("clientSecret", secret)
                .build();
    }

    private JsonObject create(JsonObject profile) {
        Answer answer = admin.post(PROFILES, profile);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    private static String path(JsonObject profile) {
        return PROFILES + "/" + profile.getString("id");
    }
}
