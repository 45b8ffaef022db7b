package org.externalmodels.registry.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
        underWay.ended(Attempts.answered(call(), 5, 5), false);
        alarms.tell(meters);

        assertThat(notices.told()).containsExactlyInAnyOrder("b 50", "b 80", "b 100");
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
