package org.externalmodels.admin.console.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.externalmodels.registry.providers.CheckResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CredentialsCheckTest {

    private final CredentialsCheck check = new CredentialsCheck();
    private final ConnectionForm form = new ConnectionForm("main");

    @BeforeEach
    void checkWhatIsTyped() {
        form.setKey("sk-a");
        form.setBaseUrl("https://a.example");
        check.note(
                form.credentials(),
                "gpt",
                new CheckResult(CheckResult.State.VERIFIED, "Yes.", List.of(), Optional.empty(), Optional.empty()));
    }

    @Test
    void holdsForTheSameCredentialsWhateverTheConnectionIsCalled() {
        form.setName("other");
        form.setBaseUrl(" https://a.example ");
        assertThat(check.of(form, "gpt").verified()).isTrue();
    }

    static List<Consumer<ConnectionForm>> changes() {
        return List.of(
                form -> form.setKey("sk-b"),
                form -> form.setBaseUrl("https://b.example"),
                form -> form.setApiVersion("2024-10-21"),
                form -> form.setApiVersion("no version"),
                form -> form.setRoleArn("arn:aws:iam::123456789012:role/other"),
                form -> form.setRegion("eu-central-1"),
                form -> form.setExternalId("agreed"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void holdsForNoOtherCredentials(Consumer<ConnectionForm> change) {
        change.accept(form);
        assertThat(check.of(form, "gpt")).isNull();
    }

    @Test
    void holdsForNoOtherModel() {
        assertThat(check.of(form, "gpt-2")).isNull();
    }

    @Test
    void isForgotten() {
        check.clear();
        assertThat(check.of(form, "gpt")).isNull();
    }
}
