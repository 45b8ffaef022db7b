package org.externalmodels.sandbox.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordsTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {"'',0", "' ',0", "one,1", "' two  words ',2", "'a\tb\nc',3"})
    void areRunsOfCharactersBetweenWhiteSpace(String text, int count) {
        assertThat(Words.count(text)).isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {"one", "' two  words '", "'a\tb\nc\n'"})
    void joinedAgainAreTheText(String text) {
        assertThat(String.join("", Words.of(text))).isEqualTo(text);
    }
}
