package org.externalmodels.registry.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadinessTest {

    private long nanos = Long.MAX_VALUE - 1;
    private final Readiness readiness = new Readiness(() -> nanos);

    @Test
    void aDatabaseThatIsAskedAndDoesNotAnswerIsInTheWayUntilItDoes() {
        readiness.opened();
        readiness.asked();
        pass(Duration.ofSeconds(4));
        assertThat(readiness.obstacle()).isEmpty();

        pass(Duration.ofSeconds(2));
        assertThat(readiness.obstacle()).contains(Readiness.SILENT);
        assertThat(readiness.openedOnce()).isTrue();

        readiness.answered();
        assertThat(readiness.obstacle()).isEmpty();
    }

    @Test
    void whatIsKnownToBeInTheWayIsToldFirst() {
        readiness.asked();
        pass(Duration.ofMinutes(1));

        readiness.blocked("The disk is full");

        assertThat(readiness.obstacle()).contains("The disk is full");
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
