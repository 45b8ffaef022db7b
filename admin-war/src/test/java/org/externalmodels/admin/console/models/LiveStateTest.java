package org.externalmodels.admin.console.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.spi.ConnectionState;
import org.externalmodels.inference.spi.ConnectionState.Health;
import org.junit.jupiter.api.Test;

class LiveStateTest {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    @Test
    void saysUntilWhenCallsKeepAwayAndWhy() {
        LiveState state = LiveState.of(
                new ConnectionState(
                        "m",
                        "c",
                        Health.COOLING_DOWN,
                        1,
                        3,
                        Optional.of(FailureCode.PROVIDER_ERROR),
                        Optional.of(Duration.ofSeconds(12))),
                NOW);

        assertThat(state.until()).isEqualTo(NOW.plusSeconds(12));
        assertThat(state.getTrouble()).isEqualTo("3 failures in a row, PROVIDER_ERROR");
        assertThat(state.getInFlight()).isEqualTo("1 call in flight");
    }

    @Test
    void hasNoTroubleToTellOfWhatIsWell() {
        LiveState state = LiveState.of(
                new ConnectionState("m", "c", Health.AVAILABLE, 1_200, 0, Optional.empty(), Optional.empty()), NOW);

        assertThat(state.until()).isNull();
        assertThat(state.getTrouble()).isEmpty();
        assertThat(state.getInFlight()).isEqualTo("1,200 calls in flight");
    }
}
