package org.externalmodels.registry.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SumIdsTest {

    private static final Instant HOUR = Instant.parse("2026-03-01T13:00:00Z");

    @Test
    void idsOfAPeriodFollowThoseOfThePeriodBefore() {
        long first = SumIds.first(Grain.HOUR, HOUR);
        assertThat(SumIds.first(Grain.HOUR, HOUR.minusSeconds(1))).isEqualTo(first);
        assertThat(SumIds.first(Grain.HOUR, HOUR.plusSeconds(1))).isGreaterThan(first + 1_000_000_000_000L / 4);
        assertThat(SumIds.first(Grain.DAY, Instant.EPOCH)).isGreaterThan(SumIds.first(Grain.HOUR, Instant.MAX));
    }

    @Test
    void anIdTellsWhenItsPeriodBegan() {
        assertThat(SumIds.start(SumIds.first(Grain.HOUR, HOUR) + 77)).isEqualTo(HOUR);
        Instant day = Grain.DAY.start(HOUR);
        assertThat(SumIds.start(SumIds.first(Grain.DAY, day) + 77)).isEqualTo(day);
    }

    @Test
    void anyTimeMayBeAskedFor() {
        assertThat(SumIds.first(Grain.HOUR, Instant.MIN)).isZero();
        assertThat(SumIds.first(Grain.DAY, Instant.MAX)).isPositive();
    }
}
