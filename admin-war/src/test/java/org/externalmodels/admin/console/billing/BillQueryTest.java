package org.externalmodels.admin.console.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.externalmodels.admin.console.Address;
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
        assertThat(query.traces(line, false, new Wording(), NOW))
                .startsWith("?model=gpt&connection.unknown=true&model.unknown=false&period=custom&from=");
    }

    @Test
    void leadsToWhatIsBilledOfADayOrAMonthOnly() {
        Wording wording = new Wording();
        String begin = wording.input(Instant.parse("2026-06-29T21:00:00Z"));
        String end = wording.input(Instant.parse("2026-07-01T02:00:00Z"));
        Map<String, String[]> custom =
                Map.of("period", new String[] {"custom"}, "from", new String[] {begin}, "to", new String[] {end});
        BillQuery query = BillQuery.of(custom);

        assertThat(query.traces(of("day", "2026-06-29"), false, wording, NOW))
                .isEqualTo(custom(begin, wording.input(Instant.parse("2026-06-30T00:00:00Z"))));
        assertThat(query.traces(of("day", "2026-06-30"), false, wording, NOW))
                .isEqualTo(custom(
                        wording.input(Instant.parse("2026-06-30T00:00:00Z")),
                        wording.input(Instant.parse("2026-07-01T00:00:00Z"))));
        assertThat(query.traces(of("month", "2026-07"), false, wording, NOW))
                .isEqualTo(custom(wording.input(Instant.parse("2026-07-01T00:00:00Z")), end));
    }

    @Test
    void leavesOutWhatWasAskedOfTheSameNameWhenNothingHadIt() {
        BillQuery query = BillQuery.of(Map.of("by", new String[] {"source"}, "connection", new String[] {"main"}));

        assertThat(query.traces(of("source", "workflow"), false, new Wording(), NOW))
                .isEqualTo("?connection=main&source=workflow&connection.unknown=false&period=month");
    }

    @Test
    void leadsFromALineOfOneCurrencyToTheTracesOfThatCurrency() {
        BillQuery query = BillQuery.of(Map.of("by", new String[] {"model"}));
        BillingLine euros = new BillingLine(Map.of("model", "gpt"), Totals.NONE, "EUR");
        BillingLine unknown = new BillingLine(Map.of("model", "gpt"), Totals.NONE, null);

        assertThat(query.traces(euros, true, new Wording(), NOW))
                .isEqualTo("?model=gpt&model.unknown=false&currency=EUR&period=month");
        assertThat(query.traces(unknown, true, new Wording(), NOW))
                .isEqualTo("?model=gpt&model.unknown=false&currency.unknown=true&period=month");
        // Alone, it is also of those whose cost is unknown.
        assertThat(query.traces(euros, false, new Wording(), NOW))
                .isEqualTo("?model=gpt&model.unknown=false&period=month");
    }

    private static BillingLine of(String word, String value) {
        return new BillingLine(Map.of(word, value), Totals.NONE, null);
    }

    private static String custom(String from, String to) {
        return new Address()
                .with("period", "custom")
                .with("from", from)
                .with("to", to)
                .toString();
    }
}
