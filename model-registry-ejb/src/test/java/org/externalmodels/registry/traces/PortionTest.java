package org.externalmodels.registry.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.externalmodels.registry.analytics.UsageFact;
import org.externalmodels.registry.support.UsageFacts;
import org.junit.jupiter.api.Test;

class PortionTest {

    private final Portion portion = new Portion();

    @Test
    void growsStepByStepWithTheSumsThatRecordsArePartOf() {
        assertThat(portion.size()).isEqualTo(1_000);
        portion.fits(of(1_000, 1_000));
        assertThat(portion.size()).isEqualTo(2_000);
        portion.fits(of(2_000, 300));
        assertThat(portion.size()).isEqualTo(3_000);
        portion.fits(of(3_000, 3_000));
        portion.fits(of(6_000, 3_000));
        assertThat(portion.size()).isEqualTo(10_000);
    }

    @Test
    void isSmallWhereThereAreFewSums() {
        portion.fits(of(1_000, 1_000));
        portion.fits(of(2_000, 2));
        assertThat(portion.size()).isEqualTo(1_000);
    }

    @Test
    void beginsWithOneWhereThereWasNotMemoryEnough() {
        portion.shrink();
        assertThat(portion.size()).isEqualTo(1);
        portion.fits(of(1, 1));
        assertThat(portion.size()).isEqualTo(2);
    }

    private static List<UsageFact> of(int records, int callers) {
        return IntStream.range(0, records)
                .mapToObj(i -> UsageFacts.call(Instant.EPOCH, "gpt", "caller-" + i % callers, 1))
                .toList();
    }
}
