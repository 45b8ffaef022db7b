package org.externalmodels.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class PeriodTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-07-02T12:00:00Z");

    @Test
    void countsAPresetBackFromNow() {
        Period day = Period.of("24h", null, null, "7d");
        assertThat(day.begin(BERLIN, NOW)).contains(Instant.parse("2026-07-01T12:00:00Z"));
        assertThat(day.end(BERLIN, NOW)).isEmpty();
    }

    @Test
    void takesYesterdayFromMidnightToMidnightWhereTheServerIs() {
        Period yesterday = Period.of("yesterday", null, null, "24h");
        assertThat(yesterday.begin(BERLIN, NOW)).contains(Instant.parse("2026-06-30T22:00:00Z"));
        assertThat(yesterday.end(BERLIN, NOW)).contains(Instant.parse("2026-07-01T22:00:00Z"));
    }

    @Test
    void endsLastMonthWhereThisOneBegins() {
        Period last = Period.of("last-month", null, null, "24h");
        assertThat(last.begin(BERLIN, NOW)).contains(Instant.parse("2026-05-31T22:00:00Z"));
        assertThat(last.end(BERLIN, NOW))
                .isEqualTo(Period.of("month", null, null, "24h").begin(BERLIN, NOW))
                .isPresent();
    }

    @Test
    void readsTimesInTheZoneOfTheServer() {
        Period custom = Period.of(null, "2026-07-01T00:00", "2026-07-01T08:30:30", "24h");
        assertThat(custom.custom()).isTrue();
        assertThat(custom.begin(BERLIN, NOW)).contains(Instant.parse("2026-06-30T22:00:00Z"));
        assertThat(custom.end(BERLIN, NOW)).contains(Instant.parse("2026-07-01T06:30:30Z"));
    }

    @Test
    void overlooksTimesWithoutMeaning() {
        assertThat(Period.of("custom", "yesterday", "", "24h").begin(BERLIN, NOW))
                .isEmpty();
    }

    @Test
    void isWhatThePageOpensWithWhereTheAddressSaysNothing() {
        assertThat(Period.of(null, "", " ", "7d")).isEqualTo(Period.of("7d", null, null, "24h"));
        assertThat(Period.of("for ever", null, null, "7d").name()).isEqualTo("7d");
    }

    @Test
    void isOpenOnBothSidesForAllTime() {
        Period all = Period.of("all", null, null, "24h");
        assertThat(all.begin(BERLIN, NOW)).isEmpty();
        assertThat(all.end(BERLIN, NOW)).isEmpty();
    }

    @Test
    void survivesAsPartOfAnAddress() {
        assertThat(Period.of("custom", "2026-07-01T00:00", null, "24h").in(new Address()))
                .hasToString("?period=custom&from=2026-07-01T00%3A00");
    }
}
