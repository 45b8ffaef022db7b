package org.externalmodels.inference.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeoutsTest {

    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(9);

    @Test
    void takeEachLimitFromTheStrongestThatSetsIt() {
        Timeouts strong = new Timeouts(SHORT, null, null, null);
        Timeouts weaker = new Timeouts(LONG, SHORT, null, null);

        assertThat(strong.or(weaker).or(Timeouts.DEFAULTS))
                .isEqualTo(new Timeouts(SHORT, SHORT, Timeouts.DEFAULTS.idle(), Timeouts.DEFAULTS.total()));
    }

    @Test
    void areAboveZero() {
        assertThatThrownBy(() -> Timeouts.ofTotal(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Timeouts(SHORT, SHORT.negated(), SHORT, SHORT))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
