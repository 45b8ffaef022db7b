package org.externalmodels.admin.console.traces;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.Arrays;
import org.externalmodels.admin.console.Wording;
import org.junit.jupiter.api.Test;

class CallCostTest {

    @Test
    void isThatOfAllAttempts() {
        JsonObject cost = cost(attempt("0.001", "EUR"), attempt("0.0025", "EUR"));

        assertThat(cost.getString("shown")).isEqualTo("0.0035 EUR");
        assertThat(cost.getJsonNumber("cost").bigDecimalValue()).isEqualByComparingTo("0.0035");
        assertThat(cost.getString("currency")).isEqualTo("EUR");
        assertThat(cost.isNull("why")).isTrue();
    }

    @Test
    void isUnknownIfThatOfOneAttemptIs() {
        JsonObject cost = cost(attempt("0.001", "EUR"), attempt(null, null));

        assertThat(cost.getString("shown")).isEqualTo("unknown");
        assertThat(cost.getString("why")).isEqualTo("no price of the model held when it began");
        assertThat(cost.isNull("cost")).isTrue();
    }

    @Test
    void isNothingForACallThatUsedNothing() {
        assertThat(cost(attempt("0", null)).getString("shown")).isEqualTo("0.00");
    }

    @Test
    void addsNoCurrencyToAnother() {
        JsonObject cost = cost(attempt("0.5", "USD"), attempt("0.25", "EUR"), attempt("0", null));

        assertThat(cost.getString("shown")).isEqualTo("0.25 EUR, 0.50 USD");
        assertThat(cost.isNull("cost")).isTrue();
        assertThat(cost.isNull("currency")).isTrue();
    }

    @Test
    void isFinalWithTheLastAttempt() {
        Attempt last = attempt("1", "EUR");
        last.waitedMillis = 700L;

        assertThat(of(attempt("1", "EUR")).isFinal()).isFalse();
        assertThat(of(attempt("1", "EUR"), last).isFinal()).isTrue();
    }

    private static Attempt attempt(String cost, String currency) {
        Attempt attempt = new Attempt();
        attempt.cost = cost == null ? null : new BigDecimal(cost);
        attempt.currency = currency;
        return attempt;
    }

    private static JsonObject cost(Attempt... attempts) {
        return of(attempts).json("t1", new Wording());
    }

    private static CallCost of(Attempt... attempts) {
        return new CallCost(Arrays.stream(attempts).map(Attempt::item).toList());
    }
}
