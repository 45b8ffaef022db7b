package org.externalmodels.admin.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestJsonTest {

    /** The body and its only member are values as well. */
    private static final int MOST_ITEMS = 999_998;

    private static byte[] items(int count, String item) {
        return ("{\"a\":[" + String.join(",", Collections.nCopies(count, item)) + "]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "{}", " [ ] ", "\",{[\"", "\"\\\"\""})
    void aMillionValuesAreRead(String item) {
        assertThat(RequestJson.request(items(MOST_ITEMS, item)).getJsonArray("a"))
                .hasSize(MOST_ITEMS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "{}", " [ ] ", "\",{[\""})
    void moreAreRefused(String item) {
        byte[] body = items(MOST_ITEMS + 1, item);

        assertThatThrownBy(() -> RequestJson.request(body)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.status()).isEqualTo(400);
            assertThat(refusal).hasMessage("The body has more than 1000000 values.");
        });
    }

    @Test
    void aMemberIsOneValueWithItsName() {
        byte[] most = items(MOST_ITEMS / 2, "{\"b\":{}}");
        byte[] more = items(MOST_ITEMS / 2 + 1, "{\"b\":{}}");

        assertThat(RequestJson.request(most)).hasSize(1);
        assertThatThrownBy(() -> RequestJson.request(more)).isInstanceOf(Refusal.class);
    }
}
