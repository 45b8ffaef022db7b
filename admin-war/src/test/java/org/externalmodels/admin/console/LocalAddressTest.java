package org.externalmodels.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalAddressTest {

    @Test
    void isTakenWithItsQuery() {
        assertThat(LocalAddress.of("/models/list?search=a%20b").map(LocalAddress::path))
                .contains("/models/list?search=a%20b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "models",
                "//elsewhere.example",
                "/\\elsewhere.example",
                "\\\\elsewhere.example",
                "https://elsewhere.example/",
                "javascript:alert(1)",
                "/\t/elsewhere.example",
                "/a\r\nSet-Cookie: b=c"
            })
    void neverLeadsToAnotherHost(String text) {
        assertThat(LocalAddress.of(text)).isEmpty();
    }

    @Test
    void isNoneIfThereWasNone() {
        assertThat(LocalAddress.of(null)).isEmpty();
    }
}
