package org.externalmodels.admin.console.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.externalmodels.admin.console.Conflict;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.Verification;
import org.externalmodels.registry.audit.LastChange;
import org.externalmodels.registry.catalog.ConnectionDetail;
import org.externalmodels.registry.catalog.ConnectionStatus;
import org.externalmodels.registry.definition.AwsAccess;
import org.junit.jupiter.api.Test;

class ConnectionFormTest {

    private static final Instant TIME = Instant.parse("2026-07-02T06:00:00Z");
    private static final ConnectionDetail STORED = new ConnectionDetail(
            "c1",
            "m1",
            "main",
            "ada",
            TIME,
            Optional.empty(),
            ConnectionStatus.ACTIVE,
            true,
            Optional.of("https://theirs.example"),
            Optional.empty(),
            AwsAccess.NONE,
            1,
            0,
            0,
            Verification.UNVERIFIED,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            7);

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
        assertThatThrownBy(form::givenIfNamed)
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .satisfies(
                                        problem -> assertThat(problem.field()).isEqualTo("connections[0].apiVersion")));
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

    @Test
    void showsWhatSomebodyElseMadeOfTheConnectionBesideWhatIsTyped() {
        form.setBaseUrl("https://mine.example");
        form.setWeight(null);
        form.setPriority(5);
        form.setKey("canary");

        Conflict conflict = form.differenceFrom(STORED, Optional.of(new LastChange("ada", TIME)));

        assertThat(conflict.by()).isEqualTo("ada");
        assertThat(conflict.on()).isEqualTo(TIME);
        assertThat(conflict.version()).isEqualTo(7);
        assertThat(conflict.rows())
                .containsExactly(
                        new Conflict.Row("Base URL", "https://theirs.example", "https://mine.example"),
                        new Conflict.Row("Priority", "0", "5"),
                        new Conflict.Row("API key", "", "a new one"));
    }

    @Test
    void hasNothingToShowWhereBothSayTheSame() {
        assertThat(ConnectionForm.of(STORED)
                        .differenceFrom(STORED, Optional.empty())
                        .rows())
                .isEmpty();
    }
}
