package org.externalmodels.admin.console.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.externalmodels.registry.audit.AuditTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditWordingTest {

    private final AuditWording wording = new AuditWording();

    @ParameterizedTest
    @CsvSource({
        "model.draft-discarded, Model draft discarded",
        "connection.rotated, Connection rotated",
        "connection.rotation-refused, Connection rotation refused",
        "profile.addition-refused, Authorization profile addition refused",
        "limit.added, Limit added",
        "budget.edited, Budget edited",
        "prompt.default, Version of a prompt chosen",
        "user.sign-in-refused, Sign-in refused",
        "something.new, something.new"
    })
    void saysWhatWasDone(String action, String words) {
        assertThat(wording.action(action)).isEqualTo(words);
    }

    @Test
    void leadsToWhatHasAPage() {
        assertThat(wording.page("model", "1")).isEqualTo("/models/view?id=1");
        assertThat(wording.page("budget", "1")).isEqualTo("/limits/edit?budget=true&id=1");
        assertThat(wording.page("connection", "1")).isNull();
        assertThat(wording.page("profile", AuditTarget.NO_ID))
                .as("refused before it was there")
                .isNull();
    }
}
