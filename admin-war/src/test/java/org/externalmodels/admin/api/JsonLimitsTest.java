package org.externalmodels.admin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.externalmodels.inference.spi.DefinitionProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLimitsTest {

    @ParameterizedTest
    @ValueSource(ints = {101, 999, 1_001, 20_000})
    void jsonThatIsNestedTooDeepIsRefused(int depth) {
        assertThat(refused("{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void jsonOfAUsualDepthIsRead() {
        assertThat(JsonBody.object("{\"a\":" + "[".repeat(90) + "]".repeat(90) + "}"))
                .containsKey("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1e-999999999", "1e401"})
    void anAbsurdNumberIsRefusedByName(String number) {
        assertNamed("{\"timeouts\": {\"total\": " + number + "}}", "timeouts.total");
    }

    @Test
    void anExponentBeyondTheParsersOwnLimitIsRefused() {
        assertThat(refused("{\"timeouts\": {\"total\": 1e99999999999}}").status())
                .isEqualTo(400);
    }

    @Test
    void aNumberOfAThousandDigitsIsRefused() {
        assertThat(refused("{\"a\": " + "9".repeat(1_200) + "}").status()).isEqualTo(400);
        assertThat(refused("{\"a\": " + "9".repeat(500) + "}").status()).isEqualTo(400);
    }

    @Test
    void theLargestDoubleIsRead() {
        assertThat(JsonBody.object("{\"a\": 1.7976931348623157e308, \"b\": 4.9e-324}"))
                .hasSize(2);
    }

    @Test
    void whatNoDatabaseKeepsIsRefusedByName() {
        assertNamed("{\"headers\": [{\"name\": \"a\\u0000b\"}]}", "headers[0].name");
        assertNamed("{\"name\": \"half \\ud83d\"}", "name");
        assertThat(refused("{\"a\\u0000\": 1}").status()).isEqualTo(400);
        assertThat(JsonBody.object("{\"name\": \"whole \\ud83d\\ude00\"}")).hasSize(1);
    }

    private static void assertNamed(String text, String field) {
        Problem problem = refused(text);
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.problems()).extracting(DefinitionProblem::field).containsExactly(field);
    }

    private static Problem refused(String text) {
        return catchThrowableOfType(ApiException.class, () -> JsonBody.object(text))
                .problem();
    }
}
