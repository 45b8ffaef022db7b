package org.externalmodels.registry.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.externalmodels.inference.spi.CallAdmission.Refused;
import org.externalmodels.inference.spi.CallAdmission.Ticket;
import org.junit.jupiter.api.Test;

/** People are told of a limit or budget at each step once, in the window it was spent in. */
class AlarmsTest extends LimitedCalls {

    @Test
    void tellsOfABudgetAtEachStepOnceAndOfNothingTwice() {
        prices = TestPrices.perRequest("gpt", "0.01", "USD");
        budget("b", Measure.MONEY_PER_DAY, "0.10", "USD");
        for (int i = 0; i < 10; i++) {
            admitted(call()).ended(Attempts.answered(call(), 5, 5), false);
            alarms.tell(meters);
        }
        refused(call());
        alarms.tell(meters);

        assertThat(notices.told()).containsExactly("b 50", "b 80", "b 100");
    }

    @Test
    void doesNotTellThatABudgetIsUsedUpWhichHasTooLittleLeftForOneCall() {
        prices = TestPrices.perRequest("gpt", "0.04", "USD");
        budget("b", Measure.MONEY_PER_DAY, "0.10", "USD");
        admitted(call()).ended(Attempts.answered(call(), 5, 5), false);
        admitted(call()).ended(Attempts.answered(call(), 5, 5), false);

        assertThat(refused(call()).why()).hasMessageContaining("too little left");
        alarms.tell(meters);

        assertThat(notices.told()).containsExactlyInAnyOrder("b 50", "b 80");
    }

    @Test
    void tellsOfTheStepsBelowABudgetThatWasUsedUpAtOnce() {
        prices = TestPrices.perRequest("gpt", "0.10", "USD");
        budget("b", Measure.MONEY_PER_DAY, "0.10", "USD");
        Ticket underWay = admitted(call());

        refused(call());
        alarms.tell(meters);
        assertThat(notices.told()).as("nothing is spent").isEmpty();
        underWay.ended(Attempts.answered(call(), 5, 5), false);
        alarms.tell(meters);

        assertThat(notices.told()).containsExactlyInAnyOrder("b 50", "b 80", "b 100");
    }

    @Test
    void tellsOfWhatIsSpentAndNotOfWhatCallsUnderWayHaveReserved() {
        prices = TestPrices.perMillion("gpt", "1", "10", "USD");
        budget("b", Measure.MONEY_PER_DAY, "1", "USD");
        Ticket first = admitted(Attempts.allowing(40_000));
        Ticket second = admitted(Attempts.allowing(40_000));
        Ticket unsent = admitted(Attempts.allowing(10_000));

        first.ended(Attempts.answered(call(), 10, 10), false);
        unsent.endedUnused();
        refused(Attempts.allowing(90_000));
        alarms.tell(meters);
        assertThat(notices.told()).isEmpty();

        admitted(Attempts.allowing(55_000)).ended(Attempts.answered(call(), 10, 55_000), false);
        alarms.tell(meters);
        assertThat(notices.told()).containsExactly("b 50");

        second.ended(Attempts.answered(call(), 10, 30_000), false);
        alarms.tell(meters);
        assertThat(notices.told()).containsExactly("b 50", "b 80");
    }

    @Test
    void doesNotCountWhatWasGivenBackAfterARefusalAsReserved() {
        prices = TestPrices.perRequest("gpt", "0.60", "USD");
        budget("b", Measure.MONEY_PER_DAY, "1", "USD");
        limit("r", Measure.REQUESTS_PER_MINUTE, 1, ALL);
        LimitAdmission overtaken = new LimitAdmission(
                () -> new Rules(rules, prices),
                new Overtaken(meters, rules.get(1)),
                alarms,
                Clock.fixed(NOON, ZoneOffset.UTC));

        assertThat(overtaken.admit(call())).isInstanceOf(Refused.class);
        assertThat(left(0)).isEqualTo(1_000_000_000L);
        alarms.tell(meters);
        meters.correct(rules.get(0).bucket("", NOON), 500_000_000L);
        alarms.spent(rules.get(0).bucket("", NOON));
        alarms.tell(meters);

        assertThat(notices.told()).containsExactly("r 100", "b 50");
    }

    /** Meters by which each call that still saw a limit free is overtaken by another one. */
    private record Overtaken(Meters meters, LimitRule free) implements Meters {

        @Override
        public Reading look(Bucket bucket, long units) {
            return meters.look(bucket, units);
        }

        @Override
        public Reading take(Bucket bucket, long units) {
            return bucket.rule().equals(free)
                    ? new Reading(false, 0, Duration.ofMinutes(1))
                    : meters.take(bucket, units);
        }

        @Override
        public void correct(Bucket bucket, long difference) {
            meters.correct(bucket, difference);
        }
    }

    /** Meters that say nothing. */
    private static final class Away implements Meters {

        @Override
        public Reading look(Bucket bucket, long units) {
            throw new IllegalStateException("away");
        }

        @Override
        public Reading take(Bucket bucket, long units) {
            throw new IllegalStateException("away");
        }

        @Override
        public void correct(Bucket bucket, long difference) {
            throw new IllegalStateException("away");
        }
    }

    @Test
    void looksAtABudgetAgainThatCouldNotBeLookedAt() {
        budget("b", Measure.MONEY_PER_DAY, "0.10", "USD");
        Bucket bucket = rules.get(0).bucket("", NOON);
        meters.correct(bucket, 60_000_000L);
        alarms.spent(bucket);

        alarms.tell(new Away());
        alarms.tell(meters);

        assertThat(notices.told()).containsExactly("b 50");
    }

    @Test
    void tellsOfABudgetInTheWindowItWasSpentIn() {
        budget("b", Measure.MONEY_PER_DAY, "0.10", "USD");
        Bucket yesterday = rules.get(0).bucket("", NOON.minus(Duration.ofDays(1)));
        meters.correct(yesterday, 60_000_000L);

        alarms.spent(yesterday);
        alarms.tell(meters);

        assertThat(notices.windows()).containsExactly(Instant.parse("2026-05-16T00:00:00Z"));
    }

    @Test
    void onlyTellsInShadowMode() {
        rules.add(new LimitRule("s", "s", Measure.REQUESTS_PER_MINUTE, 1, Optional.empty(), ALL, true, 1));

        for (int i = 0; i < 5; i++) {
            admitted(call());
        }
        alarms.tell(meters);

        assertThat(notices.told()).containsExactly("s 100");
    }
}
