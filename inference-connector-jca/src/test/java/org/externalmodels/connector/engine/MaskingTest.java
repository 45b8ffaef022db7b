package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

    @Test
    void aSlashThatJsonEscapesHidesNoSecret() {
        Masking masking = new Masking(List.of("sk/12+34=/\"x"));

        assertThat(masking.mask("{\"error\":\"sk\\/12+34=\\/\\\"x is wrong\"}"))
                .isEqualTo("{\"error\":\"" + Secret.MASK + " is wrong\"}");
    }

    @Test
    void whatIsTooShortToTellApartStays() {
        assertThat(new Masking(List.of("abc", "\n\n\na")).mask("abc a")).isEqualTo("abc a");
    }
}
