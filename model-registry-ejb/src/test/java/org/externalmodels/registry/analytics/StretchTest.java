package org.externalmodels.registry.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class StretchTest {

    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");

    @Example
    void wholeDaysAreTakenByDaysAndTheEndsByHoursAndAttempts() {
        assertThat(Stretch.of(Instant.parse("2026-03-01T22:30:00Z"), Instant.parse("2026-03-04T01:00:00Z"), true))
                .extracting(part -> part.grain().map(Grain::wireName).orElse("attempts") + " " + part.from())
                .containsExactly(
                        "attempts 2026-03-01T22:30:00Z",
                        "hour 2026-03-01T23:00:00Z",
                        "day 2026-03-02T00:00:00Z",
                        "hour 2026-03-04T00:00:00Z");
    }

    @Property
    void partsFollowEachOtherWithoutGapsAndFitTheirGrain(
            @ForAll @LongRange(min = 0, max = 400_000_000) long from,
            @ForAll @LongRange(min = 1, max = 400_000_000) long length,
            @ForAll boolean days) {
        Instant begin = BEGIN.plusMillis(from);
        Instant end = begin.plusMillis(length);

        List<Stretch> parts = Stretch.of(begin, end, days);

        Instant reached = begin;
        for (Stretch part : parts) {
            assertThat(part.from()).isEqualTo(reached);
            reached = part.to();
            Optional<Grain> grain = part.grain();
            grain.ifPresent(g -> {
                assertThat(g.start(part.from())).isEqualTo(part.from());
                assertThat(g.start(part.to())).isEqualTo(part.to());
            });
            if (grain.isEmpty()) {
                assertThat(Duration.between(part.from(), part.to())).isLessThan(Duration.ofHours(2));
            }
        }
        assertThat(reached).isEqualTo(end);
    }
}
