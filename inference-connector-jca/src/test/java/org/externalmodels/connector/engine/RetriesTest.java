package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.externalmodels.connector.transport.OutboundRequest.Header;
import org.externalmodels.connector.transport.ResponseHead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetriesTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Retries retries = new Retries(3, Runnable::run);

    @ParameterizedTest
    @CsvSource({"1, 500", "2, 1000", "3, 2000", "5, 8000", "6, 8000", "1000, 8000"})
    void waitAnyPartOfATimeThatDoublesUpToEightSeconds(int made, long most) {
        assertThat(Retries.backoff(made, 0)).isZero();
        assertThat(Retries.backoff(made, 0.5)).isEqualTo(Duration.ofMillis(most / 2));
        assertThat(Retries.backoff(made, 0.999_999)).isLessThan(Duration.ofMillis(most));
    }

    @Test
    void waitAtLeastAsLongAsTheProviderAsks() {
        assertThat(retries.next(1, Optional.of(Duration.ofSeconds(7)), after(HOUR)))
                .hasValueSatisfying(
                        wait -> assertThat(wait).isBetween(Duration.ofSeconds(7), Duration.ofMillis(7_500)));
    }

    @Test
    void areNotWorthAWaitThatOutlastsTheCall() {
        assertThat(retries.next(1, Optional.of(Duration.ofSeconds(7)), after(Duration.ofSeconds(5))))
                .isEmpty();
    }

    @Test
    void endWithTheLastAttempt() {
        assertThat(retries.next(2, Optional.empty(), after(HOUR))).isPresent();
        assertThat(retries.next(3, Optional.empty(), after(HOUR))).isEmpty();
    }

    @Test
    void endWithTheBudget() {
        for (int i = 0; i < 10; i++) {
            assertThat(retries.next(1, Optional.empty(), after(HOUR))).isPresent();
        }
        assertThat(retries.next(1, Optional.empty(), after(HOUR))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504, 529})
    void mayHelpWhatPasses(int status) {
        assertThat(Retries.mayHelp(new ResponseHead(status, List.of()))).isTrue();
        assertThat(Retries.mayHelp(new ResponseHead(status, List.of(new Header("X-Should-Retry", "false")))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 403, 404, 409, 413, 422, 501})
    void doNotHelpWhatStays(int status) {
        assertThat(Retries.mayHelp(new ResponseHead(status, List.of()))).isFalse();
    }

    @Test
    void endTheWaitsWhenTheEngineCloses() {
        AtomicInteger ended = new AtomicInteger();
        retries.pause(HOUR, ended::incrementAndGet);

        retries.close();
        retries.pause(HOUR, ended::incrementAndGet);

        assertThat(ended).hasValue(2);
        assertThat(retries.next(1, Optional.empty(), after(HOUR))).isEmpty();
    }

    @Test
    void areNoMoreThanCanBeMadeInTime() {
        Retries few = new Retries(3, Runnable::run, 1);
        Pause waiting = few.pause(HOUR, () -> {});

        assertThat(few.areTooMany()).isTrue();
        assertThat(few.next(1, Optional.empty(), after(HOUR))).isEmpty();

        waiting.end();
        assertThat(few.next(1, Optional.empty(), after(HOUR))).isPresent();
    }

    private static long after(Duration time) {
        return System.nanoTime() + time.toNanos();
    }
}
