package org.externalmodels.registry.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "choices[0].message.content",
                "$.choices[*].message.content",
                "$..text",
                "[0].generated_text",
                "['a..b, c?'].d['..']",
                "output[?(@.type == 'message')].content[0].text",
                "candidates[0,1].content.parts[0].text",
                "content[-1:].text"
            })
    void pathsThatTakeTimeInProportionToTheAnswerAreTaken(String path) {
        assertThat(PathRules.problem(path)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            $..a..b                      | '..'
            $..*..*..*                   | '..'
            a[0,0][0,0][0,0]             | list
            a[?(@.b)][?(@.c)]            | filter
            $..a[?(@.b == 1)]            | filter
            a[?(@.b =~ /(x+x+)+y/)]      | regular
            """)
    void pathsThatCouldTakeForEverAreRefusedWithWhatIsWrong(String path, String message) {
        assertThat(PathRules.problem(path).orElseThrow()).contains(message);
    }

    @ParameterizedTest
    @ValueSource(ints = {501, 100_000})
    void longPathsAreRefused(int length) {
        assertThat(PathRules.problem("a".repeat(length)).orElseThrow()).contains("500");
    }
}
