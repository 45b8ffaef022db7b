package org.externalmodels.admin.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.externalmodels.admin.inference.Throttle.Guesser;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private static final String PROXY = "10.0.0.1";

    private final AtomicLong now = new AtomicLong();
    private final Throttle throttle = new Throttle(now::get);

    private void guess(Guesser guesser) {
        for (int i = 0; i < 20; i++) {
            assertThat(throttle.wait(guesser)).isEmpty();
            throttle.failed(guesser);
        }
    }

    @Test
    void slowsDownWhoGuessesThePasswordOfAUserHoweverItIsSpelled() {
        guess(Guesser.ofPassword(PROXY, "amy jones"));

        assertThat(throttle.wait(Guesser.ofPassword(PROXY, "amy jones"))).hasValue(Duration.ofSeconds(3));
        assertThat(throttle.wait(Guesser.ofPassword(PROXY, " Amy  JONES"))).isPresent();
    }

    @Test
    void locksOutNobodyElseBehindTheSameProxy() {
        guess(Guesser.ofPassword(PROXY, "amy"));
        guess(Guesser.ofKey(PROXY));

        assertThat(throttle.wait(Guesser.ofPassword(PROXY, "bob"))).isEmpty();
        assertThat(throttle.wait(Guesser.ofPassword("10.0.0.2", "amy"))).isEmpty();
    }

    @Test
    void letsOneMoreThroughEachThreeSeconds() {
        Guesser guesser = Guesser.ofKey("2001:db8:1:2:3:4:5:6");
        guess(guesser);
        now.addAndGet(Duration.ofSeconds(3).toNanos());

        assertThat(throttle.wait(guesser)).isEmpty();
        throttle.failed(guesser);
        assertThat(throttle.wait(Guesser.ofKey("2001:db8:1:2::9"))).isPresent();
    }
}
