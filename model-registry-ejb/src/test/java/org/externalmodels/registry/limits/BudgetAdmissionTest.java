package org.externalmodels.registry.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.spi.CallAdmission.Admitted;
import org.externalmodels.inference.spi.CallAdmission.Refused;
import org.externalmodels.inference.spi.CallAdmission.Ticket;
import org.externalmodels.inference.spi.UsageRecord;
import org.externalmodels.registry.support.Records;
import org.junit.jupiter.api.Test;

/** What budgets let through: each call takes what it may cost, and gives back what it did not. */
class BudgetAdmissionTest extends LimitedCalls {

    @Test
    void letsAsManyCallsThroughAsABudgetPays() {
        prices = TestPrices.perRequest("gpt", "0.01", "USD");
        budget("b", Measure.MONEY_PER_DAY, "0.10", "USD");

        for (int i = 0; i < 10; i++) {
            admitted(call()).ended(Attempts.answered(call(), 5, 5), false);
        }

        Refused refused = refused(call());
        assertThat(refused.why().code()).isEqualTo(FailureCode.BUDGET_EXCEEDED);
        assertThat(refused.why()).hasMessageContaining("'b' of 0.1 USD a day is used up");
        assertThat(refused.why().retryAfter()).hasValue(Duration.ofHours(12));
    }

    @Test
    void letsNoMoreThroughAtOnceThanABudgetPaysWhateverTheAnswersCost() {
        prices = TestPrices.perMillion("gpt", "1", "10", "USD");
        budget("b", Measure.MONEY_PER_DAY, "1", "USD");
        List<Ticket> underWay = new ArrayList<>();

        while (admission.admit(Attempts.allowing(8_000)) instanceof Admitted admitted) {
            underWay.add(admitted.ticket());
        }
        underWay.forEach(ticket -> ticket.ended(Attempts.answered(call(), 10, 8_000), false));

        assertThat(underWay).hasSize(12);
        assertThat(left(0)).isNotNegative();
    }

    @Test
    void refusesACallThatMayCostMoreThanTheWholeBudgetForGood() {
        prices = TestPrices.perMillion("gpt", "1", "10", "USD");
        budget("b", Measure.MONEY_PER_DAY, "0.5", "USD");

        Refused refused = refused(Attempts.allowing(60_000));

        assertThat(refused.why().code()).isEqualTo(FailureCode.BUDGET_EXCEEDED);
        assertThat(refused.why()).hasMessage("the budget 'b' of 0.5 USD a day is less than this call may cost");
        assertThat(refused.why().retryAfter()).isEmpty();
        assertThat(left(0)).isEqualTo(500_000_000L);
        admitted(Attempts.allowing(40_000));
    }

    @Test
    void namesTheBudgetThatNeverPaysForACallBeforeThoseThatWillAgain() {
        prices = TestPrices.perRequest("gpt", "0.10", "USD");
        budget("used-up", Measure.MONEY_PER_MONTH, "0.10", "USD");
        admitted(call());
        budget("small", Measure.MONEY_PER_DAY, "0.09", "USD");
        limit("r", Measure.REQUESTS_PER_MINUTE, 1, ALL);

        Refused refused = refused(call());

        assertThat(refused.why()).hasMessage("the budget 'small' of 0.09 USD a day is less than this call may cost");
        assertThat(refused.why().retryAfter()).isEmpty();
    }

    @Test
    void countsACallThatMayCostMoreThanTheWholeBudgetWhereItIsOnlyWatched() {
        prices = TestPrices.perMillion("gpt", "1", "10", "USD");
        rules.add(new LimitRule("s", "s", Measure.MONEY_PER_DAY, 500_000_000L, Optional.of("USD"), ALL, true, 1));

        Ticket ticket = admitted(Attempts.allowing(60_000));

        assertThat(left(0)).isEqualTo(500_000_000L - 600_011_000L);
        ticket.ended(Attempts.answered(call(), 1_000, 10_000), false);
        assertThat(left(0)).isEqualTo(500_000_000L - 101_000_000L);
    }

    @Test
    void givesAllBackForWhatWasNotSent() {
        prices = TestPrices.perRequest("gpt", "0.01", "USD");
        budget("b", Measure.MONEY_PER_MONTH, "0.01", "USD");
        limit("t", Measure.TOKENS_PER_MINUTE, 1_000, ALL);

        admitted(call()).ended(Records.unasked(Attempts.failed(call())), false);

        assertThat(left(1)).isEqualTo(1_000);
        admitted(call());
    }

    @Test
    void givesMoneyBackForWhatWasNotAnswered() {
        prices = TestPrices.perRequest("gpt", "0.01", "USD");
        budget("b", Measure.MONEY_PER_MONTH, "0.01", "USD");

        admitted(call()).ended(Attempts.failed(call()), false);
        admitted(call()).ended(Attempts.answered(call(), 5, 5), false);

        assertThat(refused(call()).why().retryAfter().orElseThrow()).isGreaterThan(Duration.ofDays(14));
    }

    @Test
    void keepsTheEstimateOfWhatWasSentAndNeverAnswered() {
        prices = TestPrices.perRequest("gpt", "0.01", "USD");
        budget("b", Measure.MONEY_PER_MONTH, "0.03", "USD");

        admitted(call()).ended(Attempts.unanswered(call(), UsageRecord.Status.FAILED, FailureCode.TIMEOUT), false);
        admitted(call())
                .ended(Attempts.unanswered(call(), UsageRecord.Status.ABORTED_CLIENT, FailureCode.CANCELLED), false);
        admitted(call())
                .ended(Attempts.unanswered(call(), UsageRecord.Status.FAILED, FailureCode.PROVIDER_UNREACHABLE), false);

        assertThat(left(0)).isEqualTo(10_000_000L);
    }

    @Test
    void keepsTheEstimateOfAnAnswerThatBrokeOff() {
        prices = TestPrices.perRequest("gpt", "0.01", "USD");
        budget("b", Measure.MONEY_PER_MONTH, "0.03", "USD");

        admitted(call()).ended(Attempts.brokenAnswer(call()), false);

        assertThat(left(0)).isEqualTo(20_000_000L);
    }

    @Test
    void keepsTheEstimateOfTheOutputWhereOnlyTheInputWasCounted() {
        prices = TestPrices.perMillion("gpt", "1000", "1000", "USD");
        budget("b", Measure.MONEY_PER_DAY, "1", "USD");
        limit("t", Measure.TOKENS_PER_MINUTE, 1_000, ALL);

        admitted(call()).ended(Attempts.brokenOff(call(), 25), false);

        assertThat(left(0)).isEqualTo(1_000_000_000L - 125_000_000L);
        assertThat(left(1)).isEqualTo(875);
    }

    @Test
    void takesThePriceOfAsManyPicturesAsAreAskedFor() {
        prices = TestPrices.perImage("gpt", "0.04", "USD");
        budget("b", Measure.MONEY_PER_DAY, "0.50", "USD");

        Ticket ten = admitted(Attempts.drawing(10));

        assertThat(left(0)).isEqualTo(100_000_000L);
        refused(Attempts.drawing(3));
        ten.ended(Attempts.unanswered(call(), UsageRecord.Status.FAILED, FailureCode.TIMEOUT), false);
        assertThat(left(0)).isEqualTo(100_000_000L);
    }

    @Test
    void takesARequestForAKeptAnswerAndNeitherTokensNorMoney() {
        prices = TestPrices.perRequest("gpt", "0.01", "USD");
        limit("r", Measure.REQUESTS_PER_MINUTE, 10, ALL);
        limit("t", Measure.TOKENS_PER_MINUTE, 1_000, ALL);
        budget("b", Measure.MONEY_PER_DAY, "1", "USD");

        admitted(call()).ended(Attempts.answeredFromCache(call()), false);

        assertThat(left(0)).isEqualTo(9);
        assertThat(left(1)).isEqualTo(1_000);
        assertThat(left(2)).isEqualTo(1_000_000_000L);
    }

    @Test
    void countsUnknownTokensAsTheyWereEstimated() {
        prices = TestPrices.perMillion("gpt", "1000", "1000", "USD");
        budget("b", Measure.MONEY_PER_DAY, "1", "USD");

        admitted(call()).ended(Attempts.answeredWithoutTokens(call()), false);

        assertThat(left(0)).isLessThan(1_000_000_000L);
    }

    @Test
    void doesNotCountAnotherCurrency() {
        prices = TestPrices.perRequest("gpt", "5", "EUR");
        budget("b", Measure.MONEY_PER_DAY, "1", "USD");

        for (int i = 0; i < 3; i++) {
            admitted(call()).ended(Attempts.answered(call(), 5, 5), false);
        }

        assertThat(left(0)).isEqualTo(1_000_000_000L);
    }
}
