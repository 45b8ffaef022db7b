package org.externalmodels.connector.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.externalmodels.inference.FailureCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoogleErrorsTest {

    private static String document(String detail) {
        return "{\"error\":{\"code\":400,\"message\":\"m\",\"details\":[" + detail + "]}}";
    }

    @Test
    void aKeyThatIsNotValidIsNoBadRequest() {
        assertThat(GoogleErrors.code(document("{\"reason\":\"API_KEY_INVALID\"}")))
                .hasValue(FailureCode.AUTHENTICATION_FAILED);
        assertThat(GoogleErrors.code(document("{\"reason\":\"OTHER\"}"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"17s, PT17S", "0.5s, PT0.5S", "1.0001s, PT1.001S"})
    void theWaitIsInTheBody(String delay, Duration expected) {
        assertThat(GoogleErrors.retryAfter(document("{}, {\"retryDelay\":\"" + delay + "\"}")))
                .hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[]", "{}", "{\"error\":{\"details\":7}}", "{\"error\":{\"details\":[7]}}"})
    void whatSaysNothingIsNoFailureOfOurs(String body) {
        assertThat(GoogleErrors.code(body)).isEmpty();
        assertThat(GoogleErrors.retryAfter(body)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1s", "1e9s", "99999999s", "1"})
    void aWaitThatIsNoneIsLeftOut(String delay) {
        assertThat(GoogleErrors.retryAfter(document("{\"retryDelay\":\"" + delay + "\"}")))
                .isEmpty();
    }
}
