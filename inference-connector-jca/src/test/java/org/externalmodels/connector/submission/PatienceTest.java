package org.externalmodels.connector.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private long now = Long.MAX_VALUE - 5;
    private final Patience patience = new Patience(() -> now);

    @Test
    void waitsLongerTheLongerNobodyAnswersAndADayInAll() {
        assertThat(patience.pause("1")).hasValue(Dispatcher.PAUSE);
        pass(Duration.ofSeconds(10));
        assertThat(patience.pause("1")).hasValue(Duration.ofSeconds(10));
        pass(Duration.ofHours(20));
        assertThat(patience.pause("1")).hasValue(Patience.LONGEST_PAUSE);
        assertThat(patience.pause("2")).hasValue(Dispatcher.PAUSE);
        pass(Duration.ofHours(4));
        assertThat(patience.pause("1")).isEmpty();
    }

    @Test
    void beginsAnewAfterAnAnswer() {
        assertThat(patience.pause("1")).isPresent();
        pass(Duration.ofHours(23));
        patience.over("1");
        pass(Duration.ofHours(2));
        assertThat(patience.pause("1")).hasValue(Dispatcher.PAUSE);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
