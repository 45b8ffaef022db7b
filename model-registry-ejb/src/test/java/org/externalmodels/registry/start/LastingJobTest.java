package org.externalmodels.registry.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LastingJobTest {

    private static final Logger LOG = Logger.getLogger(LastingJob.class.getName());

    private final List<Throwable> told = new ArrayList<>();
    private boolean logIsFull;

    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            if (logIsFull) {
                throw new OutOfMemoryError("no line");
            }
            told.add(line.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOG.setUseParentHandlers(false);
        LOG.addHandler(listener);
    }

    @AfterEach
    void listenNoMore() {
        LOG.removeHandler(listener);
        LOG.setUseParentHandlers(true);
    }

    @Test
    void recursAfterAnError() throws Exception {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
        CountDownLatch times = new CountDownLatch(3);
        try {
            Future<?> recurring = executor.scheduleWithFixedDelay(
                    new LastingJob(() -> {
                        times.countDown();
                        throw new OutOfMemoryError("meant");
                    }),
                    0,
                    1,
                    TimeUnit.MILLISECONDS);
            assertThat(times.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(recurring.isDone()).isFalse();
        } finally {
            executor.shutdown();
            assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void tellsOnceUntilItWorksAgain() {
        Throwable[] failure = {new StackOverflowError("first")};
        LastingJob job = new LastingJob(() -> fail(failure[0]));
        job.run();
        job.run();
        failure[0] = null;
        job.run();
        failure[0] = new IllegalStateException("second");
        job.run();

        assertThat(told).extracting(Throwable::getMessage).containsExactly("first", "second");
    }

    @Test
    void aLineThatCouldNotBeWrittenIsWrittenTheNextTime() {
        LastingJob job = new LastingJob(() -> fail(new OutOfMemoryError("meant")));
        logIsFull = true;
        job.run();
        logIsFull = false;
        job.run();

        assertThat(told).extracting(Throwable::getMessage).containsExactly("meant");
    }

    private static void fail(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }
}
