package org.externalmodels.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.registry.RegistryException;
import org.junit.jupiter.api.Test;

class FormProblemsTest {

    private static final Problems TAKEN = Problems.of(RegistryException.invalid("name", "is taken"));

    private final FormProblems problems = new FormProblems();

    private void refuse() {
        problems.send("Not saved", () -> {
            throw RegistryException.invalid(List.of(
                    DefinitionProblem.of("endpoint", "is required"),
                    DefinitionProblem.of("headers[1].value", "is required")));
        });
    }

    @Test
    void areListedOnceTheFormWasRefused() {
        problems.follow("name", TAKEN);
        assertThat(problems.getTold().at("name")).hasSize(1);
        assertThat(problems.getListed().any()).isFalse();

        refuse();
        assertThat(problems.getTold().at("name")).isEmpty();
        assertThat(problems.getListed().all()).hasSize(2);
        assertThat(problems.getHeading()).isEqualTo("Not saved: mend these fields");
    }

    @Test
    void goAsTheirFieldsAreChanged() {
        refuse();

        problems.setMended("endpoint ");
        assertThat(problems.getListed().all()).extracting(FieldProblem::field).containsExactly("headers[1].value");
        problems.follow("name", TAKEN);
        problems.setMended("headers[1].value name ");

        assertThat(problems.getListed().any()).isFalse();
        problems.follow("name", TAKEN);
        assertThat(problems.getListed().any()).isFalse();
        assertThat(problems.getTold().any()).isTrue();
    }

    @Test
    void stayWhereNothingWasChanged() {
        refuse();

        problems.setMended(null);
        problems.setMended(problems.getMended());

        assertThat(problems.getListed().all()).hasSize(2);
    }

    @Test
    void ofNoFieldHaveOneSentence() {
        problems.refuse("Not saved", Problems.of("The database is away."));
        assertThat(problems.getHeading()).isEqualTo("Not saved");

        problems.setMended("name");
        assertThat(problems.getListed().headline()).isEqualTo("The database is away.");
        problems.forget();
        assertThat(problems.getListed().any()).isFalse();
    }

    @Test
    void areNoneOfAFormThatWasSentWell() {
        refuse();

        assertThat(problems.send("Not saved", () -> {})).isTrue();
        assertThat(problems.getListed().any()).isFalse();
    }
}
