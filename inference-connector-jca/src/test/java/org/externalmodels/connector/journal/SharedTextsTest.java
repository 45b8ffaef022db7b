package org.externalmodels.connector.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;

class SharedTextsTest {

    private final SharedTexts texts = new SharedTexts();

    @Test
    void theSameShortTextIsOneString() {
        String first = read("gpt-4o");
        assertThat(read("Grüße, 世界 🌍")).isEqualTo("Grüße, 世界 🌍");
        assertThat(read("gpt-4o")).isEqualTo("gpt-4o").isSameAs(first);
    }

    @Test
    void longTextsAreNotKept() {
        String longest = "x".repeat(201);
        String first = read(longest);
        assertThat(read(longest)).isEqualTo(longest).isNotSameAs(first);
    }

    @Test
    void textsAreTheirOwnHoweverManyShareAPlace() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 5_000; i++) {
                assertThat(read("text " + i)).isEqualTo("text " + i);
            }
        }
        // The same hash, and the same place.
        for (String text : List.of("Aa", "BB", "Aa", "", "BB")) {
            assertThat(read(text)).isEqualTo(text);
        }
    }

    private String read(String text) {
        return texts.of(new Utf8(text.getBytes(StandardCharsets.UTF_8)));
    }
}
