package org.externalmodels.connector.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.externalmodels.connector.template.JsonText;
import org.externalmodels.inference.spi.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {

    private static final String SECRET = "p\"ä€\\\nline two\n";

    @ParameterizedTest
    @ValueSource(
            strings = {"p\"ä€\\\nline two\n", "p\"ä?\\ line two", "p\\\"ä€\\\\\\nline two\\n", "p\\\"ä?\\\\ line two"})
    void aSecretIsKnownAsItIsAndAsHeadersAndJsonWriteIt(String quoted) {
        assertThat(new Masking(List.of(SECRET)).mask("got <" + quoted + ">")).isEqualTo("got <" + Secret.MASK + ">");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk/12+34=/\\\"x",
                "sk\\/12+34=\\/\\\"x",
                "sk/12\\u002B34=/\\\"x",
                "sk\\u002f12\\u002b34\\u003D\\/\\u0022x",
                "\\u0073k/12+34=/\\\"\\u0078",
                // JSON in a text of JSON
                "sk\\\\/12\\\\u002B34=/\\\\\\\"x",
                "sk/12\\\\\\\\u002B34=/\\\\\\\\\\\\\\\"x"
            })
    void aCharacterThatJsonEscapesHidesNoSecret(String quoted) {
        Masking masking = new Masking(List.of("sk/12+34=/\"x"));

        assertThat(masking.mask("{\"error\":\"" + quoted + " is wrong\\n\"}"))
                .isEqualTo("{\"error\":\"" + Secret.MASK + " is wrong\\n\"}");
    }

    @Property
    void noSecretIsHiddenByEscapesInJson(
            @ForAll @StringLength(min = 4, max = 12) @CharRange(from = ' ', to = 'Ā') String secret,
            @ForAll @IntRange(min = 1, max = 4) int every) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < secret.length(); i++) {
            StringBuilder one = new StringBuilder();
            JsonText.value(one, secret.substring(i, i + 1));
            escaped.append(
                    i % every == 0
                            ? String.format("\\u%04X", (int) secret.charAt(i))
                            : one.substring(1, one.length() - 1));
        }

        String masked = new Masking(List.of(secret)).mask("→" + escaped + "→\\n");

        assertThat(masked).isEqualTo("→" + Secret.MASK + "→\\n");
    }

    @Test
    void ofTwoSecretsTheLongerOneIsMasked() {
        Masking masking = new Masking(List.of("sk-1", "sk-1+2"));

        assertThat(masking.mask("sk-1\\u002b2, sk-1+2, sk-1 and \\u0073k-1"))
                .isEqualTo(List.of(", ", ", ", " and ", "").stream()
                        .map(after -> Secret.MASK + after)
                        .collect(Collectors.joining()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\", "\\u00", "\\uzzzzsk", "\\\\\\", "{\"a\":\"\\u002B\\\"\\/\"}", "sk-\\u00", "\\q"})
    void whatOnlyLooksLikeItStays(String text) {
        assertThat(new Masking(List.of("sk-+/\"")).mask(text)).isEqualTo(text);
    }

    @Test
    void whatIsTooShortToTellApartStays() {
        assertThat(new Masking(List.of("abc", "\n\n\na")).mask("abc a")).isEqualTo("abc a");
    }
}
