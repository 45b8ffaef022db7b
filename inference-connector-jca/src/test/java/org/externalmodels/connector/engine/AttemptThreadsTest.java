package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.externalmodels.inference.spi.CallAdmission;
import org.junit.jupiter.api.Test;

class AttemptThreadsTest {

    @Test
    void areFewHoweverManyCallsWait() {
        Set<Thread> used = ConcurrentHashMap.newKeySet();
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(500);
        try (AttemptThreads threads = new AttemptThreads()) {
            for (int i = 0; i < 500; i++) {
                threads.execute(() -> {
                    used.add(Thread.currentThread());
                    Awaitility.await().until(() -> go.getCount() == 0);
                    done.countDown();
                });
            }
            go.countDown();
            Awaitility.await().until(() -> done.getCount() == 0);
        }

        assertThat(used).hasSizeLessThanOrEqualTo(64);
    }

    @Test
    void leaveNothingUndoneThatComesAfterTheEnd() {
        AttemptThreads threads = new AttemptThreads();
        threads.close();
        Thread[] on = new Thread[1];

        threads.execute(() -> on[0] = Thread.currentThread());

        assertThat(on[0]).isSameAs(Thread.currentThread());
    }

    @Test
    void areWhereAnAttemptIsAdmittedThatFollowsAFailure() throws IOException {
        Queue<String> admitting = new ConcurrentLinkedQueue<>();
        try (EngineFixture fixture = new EngineFixture();
                var ill = new ScriptedProvider(ScriptedProvider.status(503));
                var well = new ScriptedProvider(ScriptedProvider.good())) {
            fixture.publish(Models.chat(ill.uri())
                    .connectionTo(ill.uri(), "first", 1, 0)
                    .connectionTo(well.uri(), "second", 1, 1)
                    .build());
            fixture.engine.directory().admitBy(attempt -> {
                admitting.add(Thread.currentThread().getName());
                return new CallAdmission.Admitted(CallAdmission.Ticket.NONE);
            });

            fixture.infer("x");
        }

        assertThat(admitting).containsExactly(Thread.currentThread().getName(), "external-models-attempts");
    }
}
