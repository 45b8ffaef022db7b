package org.externalmodels.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.ReasoningEffort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {

    @Test
    void areReadFromJson() {
        assertThat(parameters("""
                        {"temperature": 0, "topP": 0.5, "maxTokens": 200, "seed": 7, "stop": ["END"],
                         "reasoningEffort": "low", "extras": {"user": "claims", "logit": {"a": [1, 2.5]}}}"""))
                .isEqualTo(new InferenceParameters(
                        0.0,
                        0.5,
                        200,
                        List.of("END"),
                        7L,
                        ReasoningEffort.LOW,
                        Map.of("user", "claims", "logit", Map.of("a", List.of(1L, 2.5)))));
    }

    @Test
    void areTakenFromAMapThatAnExpressionGave() {
        assertThat(parameters(Map.of("maxTokens", 5))).isEqualTo(InferenceParameters.DEFAULTS.withMaxTokens(5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"temprature\": 1} | temprature is no parameter",
                "{\"temperature\": 3} | temperature must be between 0 and 2, not 3.0.",
                "{\"maxTokens\": 1.5} | maxTokens has a value of another type than it takes.",
                "{\"maxTokens\": \"5\"} | maxTokens has a value of another type than it takes.",
                "{\"stop\": [1]} | stop has a value of another type than it takes.",
                "[] | must be a JSON object such as {\"temperature\": 0}.",
                "{ | is not JSON"
            })
    void thatCannotBeAreRefusedWithActivityAndField(String text, String problem) {
        assertThatThrownBy(() -> parameters(text))
                .isInstanceOf(InvalidTaskException.class)
                .hasMessageStartingWith("Activity extract of process claim, field parameters: " + problem);
    }

    private static InferenceParameters parameters(Object value) {
        return Parameters.of(
                GivenFields.complete().with(TaskField.PARAMETERS, value).fields());
    }
}
