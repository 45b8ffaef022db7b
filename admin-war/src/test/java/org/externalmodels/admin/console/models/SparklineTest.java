package org.externalmodels.admin.console.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.externalmodels.registry.analytics.UsagePoint;
import org.junit.jupiter.api.Test;

class SparklineTest {

    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");

    private static UsagePoint day(int place, long requests, long failures) {
        return new UsagePoint(
                FROM.plus(place, ChronoUnit.DAYS),
                null,
                "main",
                null,
                requests,
                failures,
                requests,
                failures,
                null,
                null,
                0,
                null,
                null,
                List.of(),
                0,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @Test
    void reachesTheTopOnTheBusiestDayAndTheGroundOnADayWithoutAttempts() {
        Sparkline line = Sparkline.of(List.of(day(0, 10, 1), day(30, 20, 0)), FROM);

        assertThat(line.points()).startsWith("0.0,12.0 4.0,22.0 ").endsWith(" 120.0,2.0");
        assertThat(line.points().split(" ")).hasSize(31);
    }

    @Test
    void saysInWordsWhatItShows() {
        assertThat(Sparkline.of(List.of(day(3, 1_200, 7)), FROM).getSentence())
                .isEqualTo("1,200 attempts in the last 30 days, 7 failed");
        assertThat(Sparkline.of(List.of(day(3, 1, 0)), FROM).getSentence())
                .isEqualTo("1 attempt in the last 30 days, 0 failed");
        assertThat(Sparkline.of(List.of(), FROM).getSentence()).isEqualTo("No attempts in the last 30 days");
    }
}
