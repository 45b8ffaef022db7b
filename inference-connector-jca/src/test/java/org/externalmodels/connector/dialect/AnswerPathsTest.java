package org.externalmodels.connector.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.TemplateDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerPathsTest {

    private static final String ANSWER = """
            {"choices":[{"message":{"content":"Hello"}}],"n":7,"f":7.5,"minus":-1,"nothing":null,"o":{"a":[1]},"big":1e40}""";

    private final List<DefinitionProblem> problems = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {"choices[0].message.content", "$.choices[0].message.content", " $.choices[0]['message'].content "
            })
    void takesPathsWithAndWithoutTheRoot(String path) {
        assertThat(output(path)).hasValue("Hello");
    }

    @Test
    void givesAnythingButTextAsJson() {
        assertThat(output("o")).hasValue("{\"a\":[1]}");
        assertThat(output("n")).hasValue("7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent", "choices[4].message", "nothing", "choices[*].absent"})
    void findsNothingWhereThereIsNothing(String path) {
        assertThat(output(path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent", "f", "minus", "nothing", "choices", "big"})
    void aTokenPathThatFindsNoCountIsUnknown(String path) {
        assertThat(paths("n", path).inputTokens(ProviderJson.read(ANSWER))).isEmpty();
    }

    @Test
    void countsTokens() {
        assertThat(paths("n", "n").inputTokens(ProviderJson.read(ANSWER))).hasValue(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "a[ | 2",
                "a[?( | 2",
                "$.. | 1",
                "a['b | 2",
                "a] | 2",
                "ab].c[0] | 3",
                "a.b[c[0] | 4",
                "a b[ | 4",
                "`` | 1"
            },
            quoteCharacter = '`')
    void saysWhatIsNoPathAndWhere(String path, int column) {
        paths(path, "n");

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.field()).isEqualTo("paths.output");
            assertThat(problem.message()).contains("JSON path");
            assertThat(problem.line()).hasValue(1);
            assertThat(problem.column()).hasValue(column);
        });
    }

    private Optional<String> output(String path) {
        Optional<String> found = paths(path, "n").output(ProviderJson.read(ANSWER));
        assertThat(problems).isEmpty();
        return found;
    }

    private AnswerPaths paths(String output, String inputTokens) {
        return new AnswerPaths(
                new TemplateDefinition.Paths(
                        Optional.of(output), Optional.of(inputTokens), Optional.empty(), Optional.empty()),
                problems::add);
    }
}
