package org.externalmodels.admin.console.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.registry.analytics.Dimension;
import org.externalmodels.registry.analytics.Totals;
import org.externalmodels.registry.billing.BillingLine;
import org.junit.jupiter.api.Test;

class BillQueryTest {

    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Instant NOW = Instant.parse("2026-07-02T12:00:00Z");

    @Test
    void hasALineForEachModelAndConnectionOfThisMonthUnlessSomethingElseIsAsked() {
        BillQuery query = BillQuery.of(Map.of());
        assertThat(query.groupBy()).containsExactly("model", "connection");
        assertThat(query.query(UTC, NOW).from()).isEqualTo(Instant.parse("2026-07-01T00:00:00Z"));
    }

    @Test
    void overlooksWordsThatNothingIsGroupedByAndTheMonthOfADay() {
        BillQuery query = BillQuery.of(Map.of("by", new String[] {"source", "day", "month", "secret"}));
        assertThat(query.groupBy()).containsExactly("day", "source");
    }

    @Test
    void asksTheRegistryForItsFilters() {
        BillQuery query = BillQuery.of(Map.of("model", new String[] {" gpt "}, "connection", new String[] {""}));
        assertThat(query.query(UTC, NOW).where()).containsExactly(Map.entry(Dimension.MODEL, "gpt"));
        assertThat(query.address()).isEqualTo("?by=model&by=connection&model=gpt&period=month");
    }

    @Test
    void leadsFromADayToTheTracesOfThatDay() {
        Map<String, String> common = new LinkedHashMap<>();
        common.put("day", "2026-07-01");
        common.put("model", "gpt");
        common.put("connection", null);
        BillingLine line = new BillingLine(common, Totals.NONE, null);
        BillQuery query = BillQuery.of(Map.of("by", new String[] {"day", "model", "connection"}));
        assertThat(query.traces(line, false, "cost.unknown", new Wording()))
                .startsWith("?model=gpt&connection.unknown=true&cost.unknown=true&period=custom&from=");
    }

    @Test
    void leadsFromALineOfOneCurrencyToTheTracesOfThatCurrency() {
        BillQuery query = BillQuery.of(Map.of("by", new String[] {"model"}));
        BillingLine euros = new BillingLine(Map.of("model", "gpt"), Totals.NONE, "EUR");
        BillingLine unknown = new BillingLine(Map.of("model", "gpt"), Totals.NONE, null);

        assertThat(query.traces(euros, true, null, new Wording())).isEqualTo("?model=gpt&currency=EUR&period=month");
        assertThat(query.traces(unknown, true, null, new Wording()))
                .isEqualTo("?model=gpt&currency.unknown=true&period=month");
        // Alone, it is also of those whose cost is unknown.
        assertThat(query.traces(euros, false, null, new Wording())).isEqualTo("?model=gpt&period=month");
    }
}
