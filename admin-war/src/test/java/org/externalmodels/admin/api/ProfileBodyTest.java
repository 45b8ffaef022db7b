package org.externalmodels.admin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.definition.ProfileType;
import org.externalmodels.registry.profiles.GivenProfile;
import org.externalmodels.registry.profiles.ProfileDetail;
import org.externalmodels.registry.profiles.ProfileStatus;
import org.externalmodels.registry.profiles.ProfileSummary;
import org.junit.jupiter.api.Test;

class ProfileBodyTest {

    private static final JsonObject VIEW = json("""
            {"name": "idp", "type": "OAUTH2_CLIENT_CREDENTIALS", "tokenEndpoint": "https://login.example/token",
             "clientId": "c", "clientAuthentication": "BASIC", "scope": null,
             "fields": [{"name": "assertion", "value": "••••••", "placement": "BODY", "secret": true}],
             "clientSecret": "••••••", "origins": ["https://provider.example:443"]}""");

    @Test
    void whatIsShownCanBeSentBackAndKeepsSecrets() {
        GivenProfile given =
                ProfileJson.patched(detail(), ProfileJson.of(detail())).given();

        assertThat(given.secrets()).isEmpty();
        assertThat(given.settings().fields())
                .singleElement()
                .satisfies(field -> assertThat(field.givesSecret()).isFalse());
        assertThat(given.settings().clientId()).isEqualTo("c");
    }

    @Test
    void aPatchChangesWhatItNames() {
        GivenProfile given = ProfileJson.patched(detail(), json("{\"clientSecret\": \"new\", \"scope\": \"a b\"}"))
                .given();

        assertThat(given.secrets()).containsOnlyKeys("clientSecret").containsValue(Secret.of("new"));
        assertThat(given.settings().scope()).isEqualTo("a b");
        assertThat(given.settings().tokenEndpoint()).isEqualTo("https://login.example/token");
    }

    @Test
    void whatIsOnlyShownCannotBeChanged() {
        assertThatThrownBy(() -> ProfileJson.patched(detail(), json("{\"status\": \"NOT_CONFIGURED\"}")))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("status");
    }

    @Test
    void aTypeThatIsMissingOrUnknownIsNamed() {
        assertThatThrownBy(() ->
                        JsonBody.read("{\"name\": \"p\"}", ProfileBody.class).given())
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("type");
        assertThatThrownBy(() -> JsonBody.read("{\"name\": \"p\", \"type\": \"MAGIC\"}", ProfileBody.class))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("AWS_ROLE");
    }

    @Test
    void theBodyDoesNotShowItsSecrets() {
        ProfileBody body = JsonBody.read(
                "{\"name\": \"p\", \"type\": \"BEARER\", \"token\": \"canary-1\","
                        + " \"fields\": [{\"name\": \"f\", \"value\": \"canary-2\", \"secret\": true}]}",
                ProfileBody.class);

        assertThat(body.toString() + body.given() + body.fields()).doesNotContain("canary");
    }

    private static ProfileDetail detail() {
        Instant then = Instant.parse("2026-03-01T12:00:00Z");
        ProfileSummary summary = new ProfileSummary(
                "id", "idp", ProfileType.OAUTH2_CLIENT_CREDENTIALS, ProfileStatus.CONFIGURED, 1, "ada", "ada", then, 7);
        return new ProfileDetail(summary, VIEW, List.of(new ProfileDetail.User("m", "gpt")), then);
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
