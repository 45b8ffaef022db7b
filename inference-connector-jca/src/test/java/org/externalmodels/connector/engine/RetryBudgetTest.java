package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {

    private final RetryBudget budget = new RetryBudget(0);

    @Test
    void beginsWithTen() {
        assertThat(taken(100, 0)).isEqualTo(10);
    }

    @Test
    void growsByAFifthOfTheCalls() {
        taken(100, 0);
        IntStream.range(0, 50).forEach(call -> budget.called());
        assertThat(taken(100, 0)).isEqualTo(10);
    }

    @Test
    void growsByOneEachSecondForWhoSeldomCalls() {
        taken(100, 0);
        assertThat(taken(100, Duration.ofMillis(999).toNanos())).isZero();
        assertThat(taken(100, Duration.ofSeconds(3).toNanos())).isEqualTo(3);
    }

    @Test
    void doesNotSaveUpBeyondAHundred() {
        IntStream.range(0, 100_000).forEach(call -> budget.called());
        assertThat(taken(1_000, Duration.ofHours(1).toNanos())).isEqualTo(100);
    }

    private int taken(int wanted, long now) {
        return (int)
                IntStream.range(0, wanted).filter(attempt -> budget.take(now)).count();
    }
}
