package org.externalmodels.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {

    private final Wording wording = new Wording(ZoneId.of("Europe/Berlin"));

    @Test
    void showsUnknownTokensAsUnknownAndNoneAsZero() {
        assertThat(wording.tokens(null)).isEqualTo("unknown");
        assertThat(wording.tokens(0L)).isEqualTo("0");
        assertThat(wording.tokens(1_234_567L)).isEqualTo("1,234,567");
    }

    @ParameterizedTest
    @CsvSource({"0, 0 ms", "999, 999 ms", "1000, 1.0 s", "59999, 59.9 s", "60000, 1 min 0 s", "3725000, 62 min 5 s"})
    void writesDurationsInTheUnitThatPeopleThinkIn(long millis, String text) {
        assertThat(wording.millis(millis)).isEqualTo(text);
    }

    @Test
    void hasNoDurationForWhatNeverCame() {
        assertThat(wording.millis(null)).isEqualTo("–");
    }

    @Test
    void writesTimesInTheZoneOfTheServer() {
        Instant time = Instant.parse("2026-07-01T22:30:15.042Z");
        assertThat(wording.minute(time)).isEqualTo("2026-07-02 00:30");
        assertThat(wording.second(time)).isEqualTo("2026-07-02 00:30:15");
        assertThat(wording.exact(time)).isEqualTo("2026-07-02 00:30:15.042");
        assertThat(wording.getZone()).isEqualTo("Europe/Berlin");
    }

    /** Browsers empty a field whose value has more digits. */
    @Test
    void givesInputsNoMoreThanMilliseconds() {
        assertThat(wording.input(Instant.parse("2026-07-01T22:30:15.042123Z"))).isEqualTo("2026-07-02T00:30:15.042");
        assertThat(wording.input(Instant.parse("2026-07-01T22:30:15.840Z"))).isEqualTo("2026-07-02T00:30:15.84");
        assertThat(wording.input(Instant.parse("2026-07-01T22:30:15.300Z"))).isEqualTo("2026-07-02T00:30:15.3");
        assertThat(wording.input(Instant.parse("2026-07-01T22:30:20Z"))).isEqualTo("2026-07-02T00:30:20");
        assertThat(wording.input(Instant.parse("2026-07-01T22:30:00Z"))).isEqualTo("2026-07-02T00:30");
    }

    @Test
    void callsUniversalTimeByItsShortName() {
        assertThat(new Wording(ZoneId.of("Etc/UTC")).getZone()).isEqualTo("UTC");
    }

    @Test
    void sumsOfMoneyAreRoundedButNeverToNothing() {
        assertThat(wording.cost(new BigDecimal("1234.5678"), "USD")).isEqualTo("1,234.57 USD");
        assertThat(wording.cost(new BigDecimal("0.00013500"), "EUR")).isEqualTo("0.000135 EUR");
        assertThat(wording.cost(new BigDecimal("0.000000004"), "EUR")).isEqualTo("< 0.000001 EUR");
        assertThat(wording.cost(BigDecimal.ZERO, "EUR")).isEqualTo("0.00 EUR");
        assertThat(wording.cost(null, "EUR")).isEqualTo("unknown");
    }

    @Test
    void aPartOfNothingIsNoNumber() {
        assertThat(wording.rate(157, 1_250)).isEqualTo("12.6 %");
        assertThat(wording.rate(0, 0)).isEqualTo("–");
    }
}
