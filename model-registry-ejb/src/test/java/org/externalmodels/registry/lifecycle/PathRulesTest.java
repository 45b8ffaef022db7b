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
            $..a..b                      | 5  | '..'
            $..*..*..*                   | 5  | '..'
            a[0,0][0,0][0,0]             | 9  | list
            a[?(@.b)][?(@.c)]            | 11 | filter
            $..a[?(@.b == 1)]            | 6  | filter
            a[?(@.b =~ /(x+x+)+y/)]      | 9  | regular
            """)
    void pathsThatCouldTakeForEverAreRefusedWithWhatIsWrongAndWhere(String path, int column, String message) {
        PathRules.Refusal refusal = PathRules.problem(path).orElseThrow();

        assertThat(refusal.message()).contains(message);
        assertThat(refusal.column()).isEqualTo(column);
    }

    @ParameterizedTest
    @ValueSource(ints = {501, 100_000})
    void longPathsAreRefused(int length) {
        assertThat(PathRules.problem("a".repeat(length)).orElseThrow())
                .isEqualTo(new PathRules.Refusal(501, "must have at most 500 characters"));
    }
}
