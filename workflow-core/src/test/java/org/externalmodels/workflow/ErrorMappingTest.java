package org.externalmodels.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.externalmodels.inference.FailureCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorMappingTest {

    @Test
    void namesCodesAndAllOthers() {
        ErrorMapping mapping = mapping("RATE_LIMITED = busy, TIMEOUT=busy\n* = failed;");

        assertThat(mapping.errorFor(FailureCode.RATE_LIMITED)).contains("busy");
        assertThat(mapping.errorFor(FailureCode.TIMEOUT)).contains("busy");
        assertThat(mapping.errorFor(FailureCode.INVALID_REQUEST)).contains("failed");
    }

    @Test
    void leavesToTheEngineWhatItDoesNotName() {
        assertThat(mapping("RATE_LIMITED=busy").errorFor(FailureCode.TIMEOUT)).isEmpty();
        assertThat(mapping(" ").errorFor(FailureCode.TIMEOUT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RATE_LIMITED | “RATE_LIMITED” is not of the form CODE=error.",
                "=busy | “=busy” is not of the form CODE=error.",
                "TIMEOUT= | “TIMEOUT=” is not of the form CODE=error.",
                "TOO_LATE=busy | TOO_LATE is no failure code.",
                "TIMEOUT=a,TIMEOUT=b | TIMEOUT is mapped twice.",
                "*=a,*=b | * is mapped twice."
            })
    void refusesWhatItCannotMean(String text, String problem) {
        assertThatThrownBy(() -> mapping(text))
                .isInstanceOf(InvalidTaskException.class)
                .hasMessage("Activity extract of process claim, field errors: " + problem);
    }

    private static ErrorMapping mapping(String text) {
        return ErrorMapping.of(
                GivenFields.complete().with(TaskField.ERRORS, text).fields());
    }
}
