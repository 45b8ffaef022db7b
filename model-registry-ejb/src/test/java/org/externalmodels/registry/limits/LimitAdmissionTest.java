package org.externalmodels.registry.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.spi.CallAdmission.Admitted;
import org.externalmodels.inference.spi.CallAdmission.Attempt;
import org.externalmodels.inference.spi.CallAdmission.Refused;
import org.externalmodels.inference.spi.CallAdmission.Ticket;
import org.junit.jupiter.api.Test;

/** What limits let through: of whom, how much in a minute and at once, and where a caller stands. */
class LimitAdmissionTest extends LimitedCalls {

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
    void tellsToComeBackWhenTheLastOfThoseThatRefuseWillNot() {
        limit("a", Measure.CALLS_IN_FLIGHT, 1, ALL);
        limit("b", Measure.REQUESTS_PER_MINUTE, 1, ALL);
        admitted(call());

        Refused refused = refused(call());

        assertThat(refused.why()).hasMessageContaining("'b' of 1 request a minute");
        assertThat(refused.why().retryAfter().orElseThrow()).isGreaterThan(Duration.ofSeconds(50));
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
}
