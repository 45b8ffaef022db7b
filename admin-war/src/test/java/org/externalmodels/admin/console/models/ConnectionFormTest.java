package org.externalmodels.admin.console.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.RegistryException;
import org.junit.jupiter.api.Test;

class ConnectionFormTest {

    private final ConnectionForm form = new ConnectionForm("main");

    @Test
    void keepsAKeyThatWasTypedAndNeverShowsIt() {
        form.setKey("canary");
        form.setKey("");

        assertThat(form.getKey()).isNull();
        assertThat(form.isKeyGiven()).isTrue();
        assertThat(form.given().apiKey()).isEqualTo(Optional.of(Secret.of("canary")));
    }

    @Test
    void isNoConnectionWithoutAName() {
        form.setName(" ");
        assertThat(form.givenIfNamed()).isEmpty();
    }

    @Test
    void callsTheAddressOfTheRegionThatARoleIsFor() {
        form.setRoleArn("arn:aws:iam::123456789012:role/models");
        form.setRegion("eu-central-1");

        assertThat(form.isRole()).isTrue();
        assertThat(form.given().baseUrl()).contains("https://bedrock-runtime.eu-central-1.amazonaws.com");
    }

    @Test
    void putsTheVersionOfAnApiIntoTheAddress() {
        form.setBaseUrl("https://claims.openai.azure.com");
        form.setApiVersion("2024-10-21");
        assertThat(form.given().baseUrl()).contains("https://claims.openai.azure.com?api-version=2024-10-21");

        form.setApiVersion("newest");
        assertThatThrownBy(form::given)
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .satisfies(
                                        problem -> assertThat(problem.field()).isEqualTo("apiVersion")));
    }

    @Test
    void takesAnEmptyShareForTheUsualOne() {
        form.setWeight(7);
        form.setPriority(2);
        assertThat(form.given().weight()).contains(7);
        assertThat(form.given().priority()).contains(2);

        form.setWeight(null);
        form.setPriority(null);
        assertThat(form.given().weight()).contains(1);
        assertThat(form.given().priority()).contains(0);
    }
}
