package org.externalmodels.connector.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeFenceTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "```json~{1}~```, {1}",
                "~ ```json~~  {1}~~ ``` ~, {1}",
                "```~{1}```, {1}",
                "```json~a `b` ```c```~d~```, a `b` ```c```~d",
                "```json~{1, {1",
                "```json~{1}~```~That is it., {1}~```~That is it.",
                "{1}, {1}",
                "` {1}, ` {1}",
                "a ```json~{1}~```, a ```json~{1}~```",
                "```{1}```, ```{1}```",
                "```{1}~```, ```{1}~```",
                "```json, ```json",
                "```json~```, \"\""
            })
    void isTakenOffWhereItIsAroundAllOfIt(String text, String bare) {
        assertThat(CodeFence.without(text.replace('~', '\n'))).isEqualTo(bare.replace('~', '\n'));
    }

    @Property
    void doesNotDependOnHowTheWordsCome(@ForAll("pieces") List<String> pieces) {
        CodeFence fence = new CodeFence();
        StringBuilder handed = new StringBuilder();
        pieces.forEach(piece -> handed.append(fence.more(piece)));
        handed.append(fence.end());

        assertThat(handed).hasToString(CodeFence.without(String.join("", pieces)));
    }

    @Provide
    Arbitrary<List<String>> pieces() {
        return Arbitraries.of("`", "``", "```", "```json", "\n", "```json\n", "\n```", " ", "{", "a")
                .list()
                .ofMaxSize(12);
    }
}
