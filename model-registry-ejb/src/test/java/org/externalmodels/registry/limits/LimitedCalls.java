package org.externalmodels.registry.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.spi.CallAdmission.Admitted;
import org.externalmodels.inference.spi.CallAdmission.Attempt;
import org.externalmodels.inference.spi.CallAdmission.Decision;
import org.externalmodels.inference.spi.CallAdmission.Refused;
import org.externalmodels.inference.spi.CallAdmission.Ticket;
import org.externalmodels.registry.billing.PriceTable;

/** Limits and budgets on one server by itself, at noon, and calls that are held against them. */
abstract class LimitedCalls {

    static final Instant NOON = Instant.parse("2026-05-17T12:00:00Z");
    static final Scope ALL = new Scope(null, null, null, null);

    private final Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
    final RecordedNotices notices = new RecordedNotices();
    final Alarms alarms = new Alarms(notices);
    final LocalMeters meters = new LocalMeters(clock);
    final List<LimitRule> rules = new ArrayList<>();
    PriceTable prices = TestPrices.none();
    final LimitAdmission admission = new LimitAdmission(() -> new Rules(rules, prices), meters, alarms, clock);

    void limit(String name, Measure measure, long amount, Scope scope) {
        rules.add(new LimitRule(name, name, measure, amount, Optional.empty(), scope, false, 1));
    }

    void budget(String name, Measure measure, String amount, String currency) {
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

    long left(int rule) {
        return meters.look(rules.get(rule).bucket("", NOON), 1).remaining();
    }

    static Attempt call() {
        return Attempts.of("claims", "gpt", "main");
    }

    Ticket admitted(Attempt attempt) {
        Decision decision = admission.admit(attempt);
        assertThat(decision).isInstanceOf(Admitted.class);
        return ((Admitted) decision).ticket();
    }

    Refused refused(Attempt attempt) {
        Decision decision = admission.admit(attempt);
        assertThat(decision).isInstanceOf(Refused.class);
        return (Refused) decision;
    }
}
