package org.externalmodels.connector.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResponseCacheTest {

    private static KeptAnswer answer(String text, Duration ttl, long bytes) {
        return new KeptAnswer(text, "c", ttl, bytes);
    }

    @Test
    void givesBackWhatItKeeps() {
        try (ResponseCache cache = new ResponseCache(1 << 20)) {
            assertThat(cache.find("a")).isEmpty();
            cache.keep("a", answer("yes", Duration.ofHours(1), 3));

            assertThat(cache.find("a")).map(KeptAnswer::answer).contains("yes");
            assertThat(cache.find("b")).isEmpty();
        }
    }

    @Test
    void forgetsEachAnswerAfterItsOwnTime() {
        try (ResponseCache cache = new ResponseCache(1 << 20)) {
            cache.keep("long", answer("long", Duration.ofHours(1), 3));
            cache.keep("short", answer("short", Duration.ofMillis(50), 3));

            await().until(() -> cache.find("short").isEmpty());
            assertThat(cache.find("long")).isPresent();
        }
    }

    @Test
    void takesNoMoreBytesThanItMay() {
        try (ResponseCache cache = new ResponseCache(100_000)) {
            IntStream.range(0, 1_000).forEach(i -> cache.keep("k" + i, answer("x", Duration.ofHours(1), 9_700)));

            long kept = IntStream.range(0, 1_000)
                    .filter(i -> cache.find("k" + i).isPresent())
                    .count();
            assertThat(kept).isBetween(1L, 10L);
        }
    }

    @Test
    void keepsNothingWithoutAnyBytesOrAfterItWasClosed() {
        ResponseCache none = new ResponseCache(0);
        none.keep("a", answer("yes", Duration.ofHours(1), 3));
        assertThat(none.find("a")).isEmpty();

        ResponseCache closed = new ResponseCache(1 << 20);
        closed.keep("a", answer("yes", Duration.ofHours(1), 3));
        closed.close();
        assertThat(closed.find("a")).isEmpty();
    }

    @Test
    void twoCachesHaveNothingInCommon() {
        try (ResponseCache one = new ResponseCache(1 << 20);
                ResponseCache other = new ResponseCache(1 << 20)) {
            one.keep("a", answer("one", Duration.ofHours(1), 3));
            other.keep("b", answer("other", Duration.ofHours(1), 3));

            assertThat(other.find("a")).isEmpty();
            assertThat(one.find("b")).isEmpty();
        }
    }
}
