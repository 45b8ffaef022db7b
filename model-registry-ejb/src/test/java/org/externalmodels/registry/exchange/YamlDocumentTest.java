package org.externalmodels.registry.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.externalmodels.registry.RegistryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlDocumentTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'a: &x [1]\nb: *x'            | no anchors
            'a: &x 1'                     | no anchors
            'a: !!java.net.URL [x]'       | no tags
            'a: !!binary aGVsbG8='        | no tags
            'a: 1\na: 2'                  | duplicate
            'a: 1\n---\nb: 2'             | one document
            'a: [1'                       | line
            '- a'                         | mapping
            '1: a'                        | text in quotes
            'a: .nan'                     | JSON has no word
            'a: 1e99999'                  | JSON has no word
            'a: 1e2147483648'             | JSON has no word
            """)
    void whatIsNotPlainIsRefused(String text, String why) {
        RegistryException refused =
                catchThrowableOfType(RegistryException.class, () -> YamlDocument.read(text.translateEscapes()));

        assertThat(refused).hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\n\u0085}", "a\n\u0085\nb", "\u0085", "a\n\u2028b", "a\n\n b\n", "\ta\n\ufeff"})
    void everyTextIsReadAsItWasWritten(String text) {
        JsonObject document = Json.createObjectBuilder()
                .add("outer", Json.createObjectBuilder().add("text", text).add("after", 1))
                .build();

        assertThat(YamlDocument.read(YamlDocument.write(document))).isEqualTo(document);
    }

    @Test
    void aRefusalSaysTheLine() {
        RegistryException refused =
                catchThrowableOfType(RegistryException.class, () -> YamlDocument.read("a: 1\nb: 2\na: 3\n"));

        assertThat(refused.problems().get(0).line()).hasValue(3);
        assertThat(refused).hasMessageStartingWith("The YAML cannot be taken");
    }

    @Test
    void depthHasAnEnd() {
        RegistryException refused =
                catchThrowableOfType(RegistryException.class, () -> YamlDocument.read("a: " + "[".repeat(1_000_000)));

        assertThat(refused).hasMessageContaining("levels");
    }

    @Test
    void sizeHasAnEnd() {
        RegistryException refused = catchThrowableOfType(
                RegistryException.class, () -> YamlDocument.read("a: '" + "x".repeat(6_000_000) + "'"));

        assertThat(refused).hasMessageContaining("characters");
    }

    @Test
    void numbersStayAsTheyAreWritten() {
        var document = Json.createObjectBuilder()
                .add("a", new java.math.BigDecimal("1.00"))
                .add("b", new java.math.BigDecimal("0.12345678901234567890123"))
                .add("c", 9_007_199_254_740_993L)
                .build();

        assertThat(YamlDocument.read(YamlDocument.write(document))).isEqualTo(document);
    }

    @Test
    void textsThatLookLikeOtherThingsStayTexts() {
        var document = Json.createObjectBuilder()
                .add("a", "yes")
                .add("b", "null")
                .add("c", "1.0")
                .add("d", " leading and trailing ")
                .add("e", "a: b # c")
                .add("f", "line\nline\n\n")
                .add("g", "\ttab \u0007 \u2028 ümläut 🦆")
                .add("h", "")
                .build();

        assertThat(YamlDocument.read(YamlDocument.write(document))).isEqualTo(document);
    }
}
