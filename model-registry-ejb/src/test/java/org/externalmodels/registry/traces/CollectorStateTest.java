package org.externalmodels.registry.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CollectorStateTest {

    private Instant now = Instant.parse("2026-11-02T12:00:00Z");
    private final CollectorState state = new CollectorState(() -> now);

    @Test
    void aCollectorThatIsNotHeardOfAnyMoreStoresNothingAndRecordsMayWaitSinceThen() {
        state.caughtUp();
        pass(9);
        assertThat(state.isWorking()).isTrue();
        assertThat(state.lagSeconds()).isZero();

        pass(81);
        assertThat(state.isWorking()).isFalse();
        assertThat(state.lagSeconds()).isEqualTo(90);

        state.caughtUp();
        assertThat(state.isWorking()).isTrue();
        assertThat(state.lagSeconds()).isZero();
    }

    @Test
    void theLagIsTheAgeOfTheOldestRecordThatWaits() {
        state.working(now.minusSeconds(30));
        assertThat(state.lagSeconds()).isEqualTo(30);

        state.failing(now.minusSeconds(40));
        pass(60);
        assertThat(state.lagSeconds()).isEqualTo(100);
        assertThat(state.isWorking()).isFalse();
    }

    private void pass(long seconds) {
        now = now.plusSeconds(seconds);
    }
}
