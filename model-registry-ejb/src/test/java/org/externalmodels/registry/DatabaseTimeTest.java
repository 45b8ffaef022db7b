package org.externalmodels.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTimeTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-01-01T00:00:00Z,              true
            0001-01-01T00:00:00Z,              true
            9999-12-31T23:59:59Z,              true
            +10000-01-01T00:00:00Z,            false
            +1000000000-12-31T23:59:59Z,       false
            0000-12-31T23:59:59Z,              false
            -1000000000-01-01T00:00:00Z,       false
            """)
    void isOfAYearWithFourDigits(Instant time, boolean fits) {
        assertThat(DatabaseTime.fits(time)).isEqualTo(fits);
    }
}
