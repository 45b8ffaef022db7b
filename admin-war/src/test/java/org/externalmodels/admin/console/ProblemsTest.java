package org.externalmodels.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.registry.RegistryException;
import org.junit.jupiter.api.Test;

class ProblemsTest {

    private final Problems problems = Problems.of(RegistryException.invalid(List.of(
            DefinitionProblem.of("endpoint", "is required"),
            DefinitionProblem.at("body", 3, 14, "Unknown variable 'x'"),
            DefinitionProblem.of("headers[1].value", "X-Team has no value"),
            DefinitionProblem.of("variables[0].default", "is not JSON of the type integer"))));

    @Test
    void standBesideTheirFields() {
        assertThat(problems.at("endpoint"))
                .singleElement()
                .extracting(FieldProblem::sentence)
                .isEqualTo("Endpoint URL is required.");
        assertThat(problems.at("name")).isEmpty();
    }

    @Test
    void ofListsAreFoundByTheirLine() {
        assertThat(problems.under("headers[1]")).hasSize(1);
        assertThat(problems.under("headers[0]")).isEmpty();
        assertThat(problems.under("headers")).hasSize(1);
    }

    @Test
    void nameLinesAsPeopleCountThem() {
        assertThat(problems.under("variables"))
                .singleElement()
                .extracting(FieldProblem::sentence)
                .isEqualTo("Default value of variable 1 is not JSON of the type integer.");
    }

    @Test
    void sayWhereInALongText() {
        FieldProblem body = problems.at("body").get(0);
        assertThat(body.place()).isEqualTo("Line 3, column 14");
        assertThat(body.inList("")).isEqualTo("Body template, line 3, column 14: Unknown variable 'x'.");
        assertThat(body.inList("Request")).isEqualTo("Request, line 3, column 14: Unknown variable 'x'.");
    }

    @Test
    void leadToTheListThatTheirFieldIsIn() {
        assertThat(problems.under("headers").get(0).anchor()).isEqualTo("at-headers");
        assertThat(problems.at("body").get(0).anchor()).isEqualTo("at-body");
    }

    @Test
    void ofAConflictAreOneSentence() {
        Problems conflict = Problems.of(RegistryException.stale("The model a"));
        assertThat(conflict.any()).isTrue();
        assertThat(conflict.all()).isEmpty();
        assertThat(conflict.headline()).startsWith("The model a was changed by somebody else.");
    }

    @Test
    void areToldUnderTheLabelThatTheirFieldHas() {
        FieldProblem problem = problems.at("endpoint").get(0);
        assertThat(problem.sentence("Address")).isEqualTo("Address is required.");
        assertThat(problem.sentence("")).isEqualTo("Endpoint URL is required.");
    }

    @Test
    void ofAPartOfAFormAreAddedOnceAndTakenAwayAgain() {
        Problems role = Problems.of(RegistryException.invalid("roleArn", "is the ARN of a role"))
                .in("connections[0]");

        Problems all = problems.and(role).and(role);
        assertThat(all.at("connections[0].roleArn")).hasSize(1);
        assertThat(all.all()).hasSize(5);
        assertThat(all.without("connections[0]")).isEqualTo(problems);
        assertThat(Problems.NONE.and(role).without("connections[0]").any()).isFalse();
        assertThat(problems.and(Problems.NONE)).isEqualTo(problems);
    }

    @Test
    void areNoneIfAllIsWell() {
        assertThat(Attempt.at(() -> {})).isSameAs(Problems.NONE);
        assertThat(Problems.NONE.any()).isFalse();
    }
}
