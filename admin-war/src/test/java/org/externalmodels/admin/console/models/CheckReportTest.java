package org.externalmodels.admin.console.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.externalmodels.registry.providers.CheckResult;
import org.externalmodels.registry.providers.CheckResult.State;
import org.externalmodels.registry.providers.CheckResult.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckReportTest {

    @ParameterizedTest
    @CsvSource({
        "list-models,  UNEXPECTED,  Base URL, Unexpected answer, warn",
        "list-models,  UNREACHABLE, Base URL, Not reached,       ''",
        "list-models,  REFUSED,     Key,      Refused,           bad",
        "list-models,  VERIFIED,    Key,      Accepted,          good",
        "assume-role,  UNREACHABLE, Role,     Not reached,       ''",
        "assume-role,  VERIFIED,    Role,     Accepted,          good"
    })
    void goesByWhatWasChecked(String step, State state, String subject, String title, String look) {
        CheckReport report = CheckReport.of(result(step, state, Optional.empty()));

        assertThat(report.subject()).isEqualTo(subject);
        assertThat(report.title()).isEqualTo(title);
        assertThat(report.look()).isEqualTo(look);
    }

    @Test
    void warnsOfAKeyWhoseListLacksTheModel() {
        CheckReport report = CheckReport.of(result("list-models", State.VERIFIED, Optional.of("gpt-9")));

        assertThat(report.title()).isEqualTo("Accepted, but this key's list has no gpt-9");
        assertThat(report.look()).isEqualTo("warn");
        assertThat(report.verified()).isTrue();
    }

    private static CheckResult result(String step, State state, Optional<String> unlisted) {
        return new CheckResult(
                state,
                "said",
                List.of(new Step(step, state == State.VERIFIED, Optional.empty(), "said")),
                Optional.empty(),
                Optional.empty(),
                unlisted);
    }
}
