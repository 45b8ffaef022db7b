package org.externalmodels.registry.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.registry.Verification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckOutcomeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "trust: role r does not let this server assume it | AWAITING_TRUST",
                "Model 'm', connection 'c': trust: role r does not let this server assume it | AWAITING_TRUST",
                "Model 'm', connection 'c': the key is wrong | REFUSED",
                "Model 'trust: x', connection 'c': the key is wrong | REFUSED",
                "the key is wrong, trust: me | REFUSED"
            })
    void tellsARoleThatDoesNotTrustUsYetFromAKeyThatIsRefused(String message, Verification expected) {
        InferenceException failure = InferenceException.of(FailureCode.AUTHENTICATION_FAILED, message)
                .modelName("m")
                .connectionName("c")
                .build();

        assertThat(CheckOutcome.of(failure).verification()).isEqualTo(expected);
    }

    @Test
    void saysWhyItCannotBeToldAsTheFailureDoes() {
        InferenceException failure = new InferenceException(FailureCode.PROVIDER_ERROR, "Is the base URL right?");

        assertThat(CheckOutcome.of(failure).verification()).isEqualTo(Verification.UNVERIFIED);
        assertThat(CheckOutcome.of(failure).words()).hasValue("PROVIDER_ERROR: Is the base URL right?");
    }
}
