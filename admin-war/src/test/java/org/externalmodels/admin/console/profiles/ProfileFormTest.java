package org.externalmodels.admin.console.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.util.List;
import java.util.Map;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.definition.ProfileType;
import org.externalmodels.registry.profiles.GivenProfile;
import org.junit.jupiter.api.Test;

class ProfileFormTest {

    private final ProfileForm form = new ProfileForm();

    @Test
    void leavesOutWhatItsTypeDoesNotHave() {
        form.setType(ProfileType.BASIC);
        form.setUser("ada");
        form.setTokenEndpoint("https://login.example/token");
        form.setRegion("eu-central-1");

        GivenProfile given = form.given();

        assertThat(given.settings().user()).isEqualTo("ada");
        assertThat(given.settings().tokenEndpoint()).isNull();
        assertThat(given.settings().region()).isNull();
        assertThat(given.settings().placement()).isNull();
    }

    @Test
    void givesASecretOfItsOwnTypeOnly() {
        form.setType(ProfileType.BEARER);
        form.setSecret("canary");
        assertThat(form.given().secrets()).isEqualTo(Map.of("token", Secret.of("canary")));
        assertThat(form.getSecret()).isNull();

        form.setType(ProfileType.BASIC);
        assertThat(form.given().secrets()).isEmpty();
    }

    @Test
    void keepsAStoredSecretWhenNothingIsTyped() {
        ProfileForm stored = ProfileForm.of(Json.createObjectBuilder()
                .add("name", "crm")
                .add("type", "BEARER")
                .add("token", Secret.MASK)
                .add("origins", Json.createArrayBuilder().add("https://a.example:443"))
                .build());
        stored.setSecret("");

        assertThat(stored.getSecretHint()).contains("Stored");
        assertThat(stored.given().secrets()).isEmpty();
        assertThat(stored.given().origins()).contains(List.of("https://a.example:443"));
    }

    @Test
    void takesOriginsOneALine() {
        form.setOrigins(" https://a.example:443\n\nhttps://b.example:443 ");
        assertThat(form.given().origins()).contains(List.of("https://a.example:443", "https://b.example:443"));
    }
}
