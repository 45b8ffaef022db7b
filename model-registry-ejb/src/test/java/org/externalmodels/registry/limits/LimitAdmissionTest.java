package org.externalmodels.registry.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.spi.CallAdmission.Admitted;
import org.externalmodels.inference.spi.CallAdmission.Attempt;
import org.externalmodels.inference.spi.CallAdmission.Decision;
import org.externalmodels.inference.spi.CallAdmission.Refused;
import org.externalmodels.inference.spi.CallAdmission.Ticket;
import org.externalmodels.inference.spi.UsageRecord;
import org.externalmodels.registry.billing.PriceTable;
import org.externalmodels.registry.support.Records;
import org.junit.jupiter.api.Test;

/** What limits and budgets let through, on one server by itself. */
class LimitAdmissionTest {

    private static final Instant NOON = Instant.parse("2026-05-17T12:00:00Z");
    private static final Scope ALL = new Scope(null, null, null, null);

    private final Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
    private final RecordedNotices notices = new RecordedNotices();
    private final Alarms alarms = new Alarms(notices);
    private final LocalMeters meters = new LocalMeters(clock);
    private final List<LimitRule> rules = new ArrayList<>();
    private PriceTable prices = TestPrices.none();
    private final LimitAdmission admission = new LimitAdmission(() -> new Rules(rules, prices), meters, alarms, clock);

    @Test
    void letsAllThroughWhereNothingIsLimited() {
        assertThat(admitted(call())).isEqualTo(Ticket.NONE);
    }

    @Test
    void letsAsManyRequestsThroughAsAMinuteMayHave() {
        limit("a", Measure.REQUESTS_PER_MINUTE, 3, ALL);

        for (int i = 0; i < 3; i++) {
            admitted(call()).ended(Attempts.answered(call(), 1, 1), false);
        }

        Refused refused = refused(call());
        assertThat(refused.why().code()).isEqualTo(FailureCode.LIMIT_EXCEEDED);
        assertThat(refused.why()).hasMessageContaining("'a' of 3 requests a minute");
        assertThat(refused.why().retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(50), Duration.ofMinutes(1));
    }

    @Test
    void givesTokensBackThatWereNotUsedAndTakesThoseThatWereUsedBeyondTheEstimate() {
        limit("t", Measure.TOKENS_PER_MINUTE, 1_000, ALL);
        Ticket ticket = admitted(call());

        ticket.ended(Attempts.answered(call(), 10, 20), false);

        assertThat(left(0)).isEqualTo(970);
        admitted(call()).ended(Attempts.answered(call(), 500, 700), false);
        assertThat(left(0)).isZero();
        assertThat(refused(call()).why().code()).isEqualTo(FailureCode.LIMIT_EXCEEDED);
    }

    @Test
    void givesNothingBackToALaterMinute() {
        AtomicReference<Instant> now = new AtomicReference<>(NOON);
        InstantSource moving = now::get;
        LimitAdmission later =
                new LimitAdmission(() -> new Rules(rules, prices), meters, alarms, moving.withZone(ZoneOffset.UTC));
        limit("t", Measure.TOKENS_PER_MINUTE, 1_000, ALL);
        Ticket one = ((Admitted) later.admit(call())).ticket();
        Ticket other = ((Admitted) later.admit(call())).ticket();
        long left = left(0);

        now.set(NOON.plus(Duration.ofMinutes(1)));
        one.ended(Attempts.answered(call(), 1, 1), false);
        other.ended(Attempts.answered(call(), 200, 100), false);

        assertThat(left(0)).isEqualTo(left - 189);
    }

    @Test
    void takesNothingOfAnyLimitWhereOneRefuses() {
        limit("a", Measure.REQUESTS_PER_MINUTE, 10, ALL);
        limit("b", Measure.CALLS_IN_FLIGHT, 1, new Scope(null, null, "slow", null));
        limit("c", Measure.TOKENS_PER_MINUTE, 10_000, ALL);
        Attempt slow = Attempts.of("claims", "slow", "main");
        Ticket first = admitted(slow);
        long tokens = left(2);

        for (int i = 0; i < 5; i++) {
            assertThat(refused(slow).why()).hasMessageContaining("'b'");
        }

        assertThat(left(0)).isEqualTo(9);
        assertThat(left(2)).isEqualTo(tokens);
        admitted(call());
        first.ended(Attempts.answered(slow, 1, 1), false);
        admitted(slow);
    }

    @Test
    void letsTheNextCallInFlightThroughWhenOneIsOver() {
        limit("f", Measure.CALLS_IN_FLIGHT, 2, ALL);
        Ticket one = admitted(call());
        admitted(call());
        assertThat(refused(call()).why().retryAfter()).isPresent();

        one.ended(Attempts.failed(call()), false);
        one.ended(Attempts.failed(call()), false);

        admitted(call());
        refused(call());
    }

    @Test
    void countsEachByItselfWhereItIsSetSo() {
        limit("each", Measure.REQUESTS_PER_MINUTE, 1, new Scope(Scope.EACH, null, "gpt", null));

        admitted(Attempts.of("claims", "gpt", "main"));
        admitted(Attempts.of("letters", "gpt", "main"));
        admitted(Attempts.of("claims", "other", "main"));

        refused(Attempts.of("claims", "gpt", "main"));
        refused(Attempts.of("letters", "gpt", "main"));
    }

    @Test
    void isForWhomItIsAndForNobodyElse() {
        limit("k", Measure.REQUESTS_PER_MINUTE, 1, new Scope("claims", null, "gpt", "gpt/main"));

        admitted(Attempts.of("claims", "gpt", "main"));

        assertThat(refused(Attempts.of("Claims", "gpt", "main")).elsewhere()).isTrue();
        admitted(Attempts.of("claims", "gpt", "spare"));
        admitted(Attempts.of("letters", "gpt", "main"));
        admitted(Attempts.of("claims", "other", "main"));
    }

    @Test
    void bindsAKeyWhateverItsWayIn() {
        limit("k", Measure.REQUESTS_PER_MINUTE, 2, new Scope("claims", null, null, null));
        Attempt signedOn = Attempts.signedOn("claims", "gpt", "main");

        admitted(Attempts.of("claims", "gpt", "main"));
        admitted(signedOn);

        refused(signedOn);
        refused(Attempts.of("claims", "gpt", "main"));
        admitted(Attempts.signedOn("letters", "gpt", "main"));
    }

    @Test
    void bindsAnApplicationByItsKeyWhateverItsWayIn() {
        limit("a", Measure.REQUESTS_PER_MINUTE, 1, new Scope(null, "claims", null, null));
        limit("each", Measure.REQUESTS_PER_MINUTE, 2, new Scope(null, Scope.EACH, null, null));

        admitted(Attempts.signedOn("claims", "gpt", "main"));

        assertThat(refused(Attempts.of("claims", "gpt", "main")).why()).hasMessageContaining("'a'");
        admitted(Attempts.signedOn("letters", "gpt", "main"));
        admitted(Attempts.of("letters", "gpt", "main"));
        assertThat(refused(Attempts.signedOn("letters", "gpt", "main")).why()).hasMessageContaining("'each'");
    }

    @Test
    void givesARequestBackWhenAnotherAttemptOfTheCallFollows() {
        limit("a", Measure.REQUESTS_PER_MINUTE, 1, ALL);

        admitted(call()).ended(Attempts.failed(call()), true);
        admitted(call()).ended(Attempts.failed(call()), false);

        refused(call());
    }

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
    void keepsTheEstimateOfTheOutputWhereOnlyTheInputWasCounted() {
        prices = TestPrices.perMillion("gpt", "1000", "1000", "USD");
        budget("b", Measure.MONEY_PER_DAY, "1", "USD");
        limit("t", Measure.TOKENS_PER_MINUTE, 1_000, ALL);

        admitted(call()).ended(Attempts.brokenOff(call(), 25), false);

        assertThat(left(0)).isEqualTo(1_000_000_000L - 125_000_000L);
        assertThat(left(1)).isEqualTo(875);
    }

    @Test
    void learnsHowMuchAModelUsuallyWritesFromWholeAnswersOnly() {
        limit("t", Measure.TOKENS_PER_MINUTE, 10_000, ALL);
        for (int i = 0; i < 20; i++) {
            admitted(call()).ended(Attempts.failed(call(), 10, 1), false);
        }
        long before = left(0);

        admitted(call());

        assertThat(left(0)).isEqualTo(before - 111);
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
    void takesARequestForWhatIsNoInference() {
        limit("r", Measure.REQUESTS_PER_MINUTE, 10, ALL);
        limit("f", Measure.CALLS_IN_FLIGHT, 1, ALL);
        limit("t", Measure.TOKENS_PER_MINUTE, 1_000, ALL);

        Ticket ticket = admitted(call());
        ticket.endedUnused();
        ticket.endedUnused();

        assertThat(left(0)).isEqualTo(9);
        assertThat(left(1)).isEqualTo(1);
        assertThat(left(2)).isEqualTo(1_000);
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

    @Test
    void saysWhereACallerStands() {
        limit("wide", Measure.REQUESTS_PER_MINUTE, 100, ALL);
        limit("narrow", Measure.REQUESTS_PER_MINUTE, 10, new Scope("claims", null, null, null));
        limit("tokens", Measure.TOKENS_PER_MINUTE, 5_000, ALL);
        admitted(call());
        admitted(call());

        List<Standing> standings = admission.standings(call().origin(), "gpt");

        assertThat(standings)
                .extracting(Standing::measure)
                .containsExactly(Measure.REQUESTS_PER_MINUTE, Measure.TOKENS_PER_MINUTE);
        assertThat(standings.get(0).limit()).isEqualTo(10);
        assertThat(standings.get(0).remaining()).isEqualTo(8);
        assertThat(standings.get(0).resetAt()).isAfter(NOON);
    }

    @Test
    void lettingOneThroughThatNeedsMoreThanAWholeMinuteHasTakesAWholeMinute() {
        limit("t", Measure.TOKENS_PER_MINUTE, 10, ALL);

        admitted(call());

        refused(call());
    }

    private void limit(String name, Measure measure, long amount, Scope scope) {
        rules.add(new LimitRule(name, name, measure, amount, Optional.empty(), scope, false, 1));
    }

    private void budget(String name, Measure measure, String amount, String currency) {
        rules.add(new LimitRule(
                name,
                name,
                measure,
                LimitRule.units(measure, new BigDecimal(amount)),
                Optional.of(currency),
                ALL,
                false,
                1));
    }

    private long left(int rule) {
        return meters.look(rules.get(rule).bucket("", NOON), 1).remaining();
    }

    private static Attempt call() {
        return Attempts.of("claims", "gpt", "main");
    }

    private Ticket admitted(Attempt attempt) {
        Decision decision = admission.admit(attempt);
        assertThat(decision).isInstanceOf(Admitted.class);
        return ((Admitted) decision).ticket();
    }

    private Refused refused(Attempt attempt) {
        Decision decision = admission.admit(attempt);
        assertThat(decision).isInstanceOf(Refused.class);
        return (Refused) decision;
    }
}
