package org.externalmodels.admin.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeparturesTest {

    private final long begin = System.nanoTime();
    private boolean unreadable;
    private int reads;
    private int looks;

    private final Departures departures = new Departures(this::read, begin);

    private TcpTable read(Set<Integer> ports) throws IOException {
        reads++;
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
}
