package org.externalmodels.admin.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HandoverTest {

    private final CountDownLatch database = new CountDownLatch(1);
    private final CountDownLatch waiting = new CountDownLatch(1);
    private final Queue<String> done = new ConcurrentLinkedQueue<>();

    private void waitForDatabase() {
        waiting.countDown();
        try {
            assertThat(database.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
        done.add("counted");
    }

    private static Handover handover(Duration longestWait) {
        return new Handover(() -> true, Thread::new, 1, 1, longestWait);
    }

    @Test
    void beginsACallThatWaitsForNothingOnTheThreadThatIsThere() {
        Thread here = Thread.currentThread();
        try (Handover handover = new Handover(() -> false, Thread::new)) {
            handover.begin(() -> done.add(Thread.currentThread() == here ? "here" : "elsewhere"), () -> {});
        }

        assertThat(done).containsExactly("here");
    }

    @Test
    void waitsOnThreadsOfItsOwnAndRefusesWhatIsTooMuch() throws Exception {
        Handover handover = handover(Duration.ofMinutes(1));
        handover.begin(this::waitForDatabase, () -> done.add("refused"));
        waiting.await();

        handover.begin(() -> done.add("second"), () -> done.add("refused"));
        handover.begin(() -> done.add("third"), () -> done.add("third refused"));

        assertThat(done).containsExactly("third refused");
        end(handover);
        assertThat(done).containsExactly("third refused", "counted", "second");
    }

    @Test
    void refusesWhatHasWaitedForTooLong() throws Exception {
        Handover handover = handover(Duration.ZERO);
        handover.begin(() -> done.add("begun"), this::waitForDatabase);
        waiting.await();

        handover.begin(() -> done.add("begun"), () -> done.add("refused"));

        end(handover);
        assertThat(done).containsExactly("counted", "refused");
    }

    private void end(Handover handover) {
        database.countDown();
        handover.close();
        await().until(handover::isOver);
    }
}
