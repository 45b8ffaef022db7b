package org.externalmodels.admin.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.externalmodels.registry.RegistryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-07-02T12:00:00Z");

    @Test
    void countsAPresetBackFromNow() {
        Period day = Period.of("24h", null, null, "7d");
        assertThat(day.bounds(BERLIN, NOW).begin()).contains(Instant.parse("2026-07-01T12:00:00Z"));
        assertThat(day.bounds(BERLIN, NOW).end()).isEmpty();
    }

    @Test
    void takesYesterdayFromMidnightToMidnightWhereTheServerIs() {
        Period yesterday = Period.of("yesterday", null, null, "24h");
        assertThat(yesterday.bounds(BERLIN, NOW).begin()).contains(Instant.parse("2026-06-30T22:00:00Z"));
        assertThat(yesterday.bounds(BERLIN, NOW).end()).contains(Instant.parse("2026-07-01T22:00:00Z"));
    }

    @Test
    void endsLastMonthWhereThisOneBegins() {
        Period last = Period.of("last-month", null, null, "24h");
        assertThat(last.bounds(BERLIN, NOW).begin()).contains(Instant.parse("2026-05-31T22:00:00Z"));
        assertThat(last.bounds(BERLIN, NOW).end())
                .isEqualTo(Period.of("month", null, null, "24h")
                        .bounds(BERLIN, NOW)
                        .begin())
                .isPresent();
    }

    @Test
    void readsTimesInTheZoneOfTheServer() {
        Period custom = Period.of(null, "2026-07-01T00:00", "2026-07-01T08:30:30", "24h");
        assertThat(custom.custom()).isTrue();
        assertThat(custom.bounds(BERLIN, NOW).begin()).contains(Instant.parse("2026-06-30T22:00:00Z"));
        assertThat(custom.bounds(BERLIN, NOW).end()).contains(Instant.parse("2026-07-01T06:30:30Z"));
    }

    @Test
    void overlooksTimesWithoutMeaning() {
        assertThat(Period.of("custom", "yesterday", "", "24h")
                        .bounds(BERLIN, NOW)
                        .begin())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "-999999999-01-01T00:00, , from",
        "0000-12-31T00:00, , from",
        "+10000-01-02T00:00, , from",
        ", +999999999-12-31T23:59, to"
    })
    void isRefusedInAYearThatNoRecordIsOf(String from, String to, String field) {
        assertThatThrownBy(() -> Period.of("custom", from, to, "24h").bounds(BERLIN, NOW))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        refused -> assertThat(refused.problems().get(0).field()).isEqualTo(field));
    }

    @ParameterizedTest
    @CsvSource({"2026-07-02T00:00, 2026-07-01T00:00", "2026-07-01T00:00, 2026-07-01T00:00"})
    void isRefusedIfItDoesNotEndAfterItBegins(String from, String to) {
        assertThatThrownBy(() -> Period.of("custom", from, to, "24h").bounds(BERLIN, NOW))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("must be later than From");
    }

    @Test
    void isWhatThePageOpensWithWhereTheAddressSaysNothing() {
        assertThat(Period.of(null, "", " ", "7d")).isEqualTo(Period.of("7d", null, null, "24h"));
        assertThat(Period.of("for ever", null, null, "7d").name()).isEqualTo("7d");
    }

    @Test
    void isOpenOnBothSidesForAllTime() {
        Period all = Period.of("all", null, null, "24h");
        assertThat(all.bounds(BERLIN, NOW).begin()).isEmpty();
        assertThat(all.bounds(BERLIN, NOW).end()).isEmpty();
    }

    @Test
    void survivesAsPartOfAnAddress() {
        assertThat(Period.of("custom", "2026-07-01T00:00", null, "24h").in(new Address()))
                .hasToString("?period=custom&from=2026-07-01T00%3A00");
    }
}
