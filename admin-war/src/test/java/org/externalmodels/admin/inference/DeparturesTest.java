package org.externalmodels.admin.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeparturesTest {

    /** The clock has gone on since, as it does while a busy machine lets somebody wait. */
    private final long begin = System.nanoTime() - Duration.ofMinutes(1).toNanos();

    private boolean unreadable;
    private int reads;
    private int looks;

    /** By the processor's time that a read takes. */
    private Duration work = Duration.ZERO;

    private Duration worked = Duration.ZERO;

    private final Departures departures = new Departures(this::read, () -> worked.toNanos(), begin);

    private TcpTable read(Set<Integer> ports) throws IOException {
        reads++;
        worked = worked.plus(work);
        if (unreadable) {
            throw new IOException("too many open files");
        }
        return TcpTable.EMPTY;
    }

    private final class Waiting implements Departures.Client {
        @Override
        public boolean waits(long now) {
            return true;
        }

        @Override
        public int localPort() {
            return 9080;
        }

        @Override
        public void look(TcpTable connections) {
            looks++;
        }
    }

    private void lookAfter(Duration time) {
        departures.look(List.of(new Waiting()), begin + time.toNanos());
    }

    @Test
    void areLookedForAgainLaterWhereTheTableCouldNotBeRead() throws Exception {
        unreadable = true;
        try (ListenedLog log = new ListenedLog()) {
            lookAfter(Duration.ZERO);
            lookAfter(Duration.ofSeconds(1));
            lookAfter(Duration.ofSeconds(10));
            assertThat(reads).isEqualTo(2);
            assertThat(log.entries()).hasSize(1);
        }
        assertThat(looks).isZero();

        unreadable = false;
        lookAfter(Duration.ofSeconds(20));

        assertThat(looks).isOne();
    }

    @Test
    void lookingTakesOnePartInFiftyOfAProcessorsTimeHoweverLongItHasToWaitForOne() {
        lookAfter(Duration.ZERO);
        lookAfter(Duration.ofMillis(250));
        assertThat(reads).isEqualTo(2);

        work = Duration.ofMillis(40);
        lookAfter(Duration.ofMillis(500));
        lookAfter(Duration.ofMillis(2_499));
        assertThat(reads).isEqualTo(3);
        lookAfter(Duration.ofMillis(2_500));
        assertThat(reads).isEqualTo(4);
    }

    @Test
    void theFirstLookMayTakeLongerAndHoldsUpNone() {
        work = Duration.ofMillis(40);

        lookAfter(Duration.ZERO);
        lookAfter(Duration.ofMillis(250));
        assertThat(reads).isEqualTo(2);

        lookAfter(Duration.ofMillis(2_249));
        assertThat(reads).isEqualTo(2);
        lookAfter(Duration.ofMillis(2_250));
        assertThat(reads).isEqualTo(3);
    }
}
