package org.externalmodels.registry.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.UsageRecord;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.analytics.Analytics;
import org.externalmodels.registry.analytics.Grain;
import org.externalmodels.registry.analytics.UsageReport;
import org.externalmodels.registry.audit.AuditEntry;
import org.externalmodels.registry.retention.Expiry;
import org.externalmodels.registry.support.Records;
import org.junit.jupiter.api.Test;

/** Costs that are worked out again and sums that are made anew, also where some of their calls are deleted. */
class PastWorkTest extends BilledCalls {

    private static final Instant NEXT_DAY = DAY.plus(1, ChronoUnit.DAYS);

    @Test
    void billedUsageStaysWhereCallsAreDeletedWhenTheOthersAreRatedAgain() {
        price(null, DAY, "10", "20");
        calls(call(DAY), call(DAY.plusSeconds(60)), call(DAY.plus(5, ChronoUnit.HOURS)));
        expire(DAY.plusSeconds(30));
        priceAgain("1000", "2000");

        RatedRows.Outcome outcome = rerating().rerate(DAY, NEXT_DAY, Optional.empty());

        assertThat(outcome).isEqualTo(new RatedRows.Outcome(2, 2));
        for (List<BillingLine> bill : List.of(billOfTheDay("day"), billOfTheDay("model"))) {
            assertThat(bill)
                    .extracting(
                            line -> line.totals().requests(),
                            line -> line.totals().inputTokens(),
                            line -> plain(line.totals().cost()))
                    // 0.0008 of the call that is deleted, and 0.08 of each of the others
                    .containsExactly(tuple(3L, 36L, "0.1608"));
        }
        assertThat(billOfTheDay("hour"))
                .extracting(
                        line -> line.totals().requests(),
                        line -> plain(line.totals().cost()))
                .containsExactly(tuple(2L, "0.0808"), tuple(1L, "0.08"));
        for (String table : List.of("usage_trend", "usage_total")) {
            assertThat(counts(table)).containsExactly("day 3 0 USD=0.1608", "hour 1 0 USD=0.08", "hour 2 0 USD=0.0808");
        }
    }

    @Test
    void sumsThatAreRatedAgainAreThoseThatAreMadeAnew() {
        List<UsageRecord> records = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Instant at = DAY.plus(i * 20L, ChronoUnit.MINUTES);
            records.add(call(at));
            records.add(of(Records.failed("f" + i, at, FailureCode.TIMEOUT, "late")));
            records.add(of(Records.using(Records.complete("u" + i, at), TokenUsage.UNKNOWN)));
            records.add(of(Records.using(
                    Records.complete("z" + i, at), TokenUsage.reported(OptionalLong.of(0), OptionalLong.of(0)))));
        }
        calls(records.toArray(UsageRecord[]::new));
        price(null, NEXT_DAY, "1", "1");
        List<Consumer<PriceList>> changes = List.of(
                list -> edit(list, DAY, "10", "20"),
                list -> edit(list, DAY, "0", "0"),
                list -> edit(list, DAY, "10", null),
                list -> edit(list, DAY.plus(1, ChronoUnit.HOURS), "10", "20"),
                list -> edit(list, NEXT_DAY, "10", "20"));
        for (Consumer<PriceList> change : changes) {
            changePrices(change);
            assertThat(rerating().rerate(DAY, NEXT_DAY, Optional.of("gpt")).changed())
                    .isPositive();
            List<String> changed = sums();

            assertThat(recounting().recount(DAY, NEXT_DAY)).isEqualTo(new RecountedDays.Outcome(1, 40));

            assertThat(changed).isEqualTo(sums());
        }
    }

    @Test
    void sumsOfAReleaseThatHadAnotherKeyForThemAreChangedToo() {
        price(null, NEXT_DAY, "10", "20");
        calls(call(DAY), call(DAY.plusSeconds(60)));
        change("update usage_sum set sum_key = cast(id as varchar(50))");
        priceAgain("10", "20");

        assertThat(rerating().rerate(DAY, DAY.plusSeconds(1), Optional.empty())).isEqualTo(new RatedRows.Outcome(1, 1));

        for (String period : List.of("hour", "day")) {
            assertThat(billOfTheDay(period))
                    .extracting(
                            line -> line.totals().requests(),
                            line -> line.totals().unknownCost(),
                            line -> plain(line.totals().cost()))
                    .containsExactly(tuple(2L, 1L, "0.0008"));
        }
    }

    @Test
    void sumsThatAreDeletedStayDeleted() {
        price(null, NEXT_DAY, "10", "20");
        calls(call(DAY));
        change("delete from usage_sum where grain = 'hour'");
        priceAgain("10", "20");

        assertThat(rerating().rerate(DAY, NEXT_DAY, Optional.empty()).changed()).isEqualTo(1);

        assertThat(billOfTheDay("hour")).isEmpty();
        assertThat(billOfTheDay("day").get(0).totals().cost()).isEqualByComparingTo("0.0008");
    }

    @Test
    void whatStopsHalfWayLeavesSumsThatAgreeAndIsRepeated() {
        price(null, NEXT_DAY, "10", "20");
        calls(IntStream.range(0, 10)
                .mapToObj(i -> call(DAY.plus(i, ChronoUnit.HOURS)))
                .toArray(UsageRecord[]::new));
        priceAgain("10", "20");

        assertThatThrownBy(() -> PastWork.reratingThatStops(database, 2).rerate(DAY, NEXT_DAY, Optional.empty()))
                .hasMessage("The server stops");

        List<String> half = sums();
        assertThat(billOfTheDay("model").get(0).totals().unknownCost()).isEqualTo(10 - 2 * PastWork.AT_ONCE);
        recounting().recount(DAY, NEXT_DAY);
        assertThat(half).isEqualTo(sums());
        assertThat(rerating().rerate(DAY, NEXT_DAY, Optional.empty())).isEqualTo(new RatedRows.Outcome(10, 4));
        assertThat(billOfTheDay("model").get(0).totals().cost()).isEqualByComparingTo("0.008");
        assertThat(registry.audit())
                .filteredOn(entry -> entry.action().startsWith("billing.rerated"))
                .extracting(AuditEntry::action, AuditEntry::after)
                .containsExactlyInAnyOrder(
                        tuple("billing.rerated-in-part", "{\"calls\":6,\"changed\":6}"),
                        tuple("billing.rerated", "{\"calls\":10,\"changed\":4}"));
    }

    @Test
    void sumsThatAreLostAreMadeAnew() {
        price(null, DAY, "10", "20");
        calls(call(DAY), call(DAY.plusSeconds(7_200)), call(NEXT_DAY));
        List<String> before = sums();
        change("delete from usage_sum where requests = 1");
        change("update usage_trend set requests = 77");
        change("update usage_total set requests = 77, durations = ''");

        RecountedDays.Outcome outcome = recounting().recount(DAY.plusSeconds(5), NEXT_DAY.plusSeconds(1));

        assertThat(outcome).isEqualTo(new RecountedDays.Outcome(2, 3));
        assertThat(sums()).isEqualTo(before);
        assertThat(registry.audit()).extracting(AuditEntry::action).contains("billing.recounting", "billing.recounted");
    }

    @Test
    void daysWithoutAllTheirCallsAreNotCountedAgain() {
        calls(call(DAY), call(DAY.plusSeconds(60)), call(NEXT_DAY));
        expire(DAY.plusSeconds(30));
        List<String> before = sums();

        assertThatThrownBy(() -> recounting().recount(DAY, NEXT_DAY.plusSeconds(1)))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("2026-03-01T00:00:30Z");

        assertThat(sums()).isEqualTo(before);
        assertThat(recounting().recount(NEXT_DAY, NEXT_DAY.plusSeconds(1))).isEqualTo(new RecountedDays.Outcome(1, 1));
    }

    @Test
    void aBillSaysFromWhenOnItIsComplete() {
        calls(call(DAY.plusSeconds(10)), call(DAY.plusSeconds(60)), call(NEXT_DAY));
        assertThat(complete(DAY, NEXT_DAY, "tag.case")).isEmpty();
        Instant horizon = DAY.plusSeconds(30);
        expire(horizon);

        assertThat(complete(DAY, NEXT_DAY, "model")).isEmpty();
        assertThat(complete(DAY, NEXT_DAY, "hour")).isEmpty();
        assertThat(complete(DAY, NEXT_DAY, "tag.case")).contains(horizon);
        assertThat(complete(DAY, NEXT_DAY, "workflowInstance")).contains(horizon);
        assertThat(complete(horizon, NEXT_DAY, "tag.case")).isEmpty();
        assertThat(complete(DAY.plusSeconds(5), NEXT_DAY, "model")).contains(horizon);
        assertThat(complete(DAY.minusSeconds(3_600), DAY.plusSeconds(5), "model"))
                .contains(DAY.plusSeconds(5));

        int deleted = database.withSql(source -> new Expiry(source).sums(Grain.HOUR, DAY.plusSeconds(5)));
        assertThat(deleted).isPositive();

        assertThat(complete(DAY, NEXT_DAY, "hour")).contains(DAY.plusSeconds(3_600));
        assertThat(complete(DAY, NEXT_DAY, "day")).isEmpty();
        // A day of another zone is cut into hours at its ends.
        assertThat(complete(DAY.minusSeconds(3_600), NEXT_DAY.minusSeconds(3_600), "model"))
                .contains(DAY.plusSeconds(3_600));
    }

    @Test
    void chartsSayFromWhenOnTheyAreComplete() {
        calls(call(DAY.plusSeconds(10)), call(NEXT_DAY));
        expire(NEXT_DAY);
        assertThat(report(DAY, NEXT_DAY).completeFrom()).isEmpty();

        int deleted = database.withSql(source -> new Expiry(source).sums(Grain.HOUR, NEXT_DAY));
        assertThat(deleted).isPositive();

        assertThat(report(DAY, NEXT_DAY).completeFrom()).contains(NEXT_DAY);
        assertThat(report(DAY.plusSeconds(3_600), NEXT_DAY.plusSeconds(3_600)).completeFrom())
                .contains(NEXT_DAY);
        assertThat(report(NEXT_DAY, NEXT_DAY.plusSeconds(3_600)).completeFrom()).isEmpty();
        UsageReport byDays = report(DAY, DAY.plus(30, ChronoUnit.DAYS));
        assertThat(byDays.completeFrom()).isEmpty();
        assertThat(byDays.total().requests()).isEqualTo(2);
    }

    private UsageReport report(Instant from, Instant to) {
        return database.withSql(source -> new Analytics(source).report(from, to, Map.of(), List.of()));
    }

    private void expire(Instant before) {
        int deleted = database.withSql(source -> new Expiry(source).traces(before));
        assertThat(deleted).isPositive();
    }

    private Recounting recounting() {
        return PastWork.recounting(database);
    }

    /** The model's price is another one, since the day. */
    private void priceAgain(String input, String output) {
        changePrices(list -> edit(list, DAY, input, output));
    }

    private static void edit(PriceList list, Instant from, String input, String output) {
        PriceItem price =
                list.slice(PriceFilter.ALL, 1, Optional.empty()).items().get(0);
        list.edit(price.id(), null, from, "USD", rates(input, output));
    }

    private List<BillingLine> billOfTheDay(String... groupBy) {
        return bill(DAY, NEXT_DAY, groupBy).lines();
    }

    private Optional<Instant> complete(Instant from, Instant to, String... groupBy) {
        return bill(from, to, groupBy).completeFrom();
    }

    private Bill bill(Instant from, Instant to, String... groupBy) {
        BillingQuery query = new BillingQuery(from, to, List.of(groupBy), Map.of(), Map.of());
        return database.withSql(source -> new Billing(source).bill(query));
    }

    private List<String> counts(String table) {
        return texts("select grain, requests, unknown_cost, costs from " + table + " order by grain, requests");
    }

    /** All that sums say, but for their ids. */
    private List<String> sums() {
        List<String> sums = new ArrayList<>();
        for (String table : List.of("usage_sum", "usage_trend", "usage_total")) {
            sums.addAll(database.withSql(source -> new Sql(source)
                    .list("select s.* from " + table + " s", List.of(), row -> {
                        List<String> values = new ArrayList<>(List.of(table));
                        for (int i = 2; i <= row.getMetaData().getColumnCount(); i++) {
                            Object value = row.getObject(i);
                            values.add(value instanceof BigDecimal number ? plain(number) : String.valueOf(value));
                        }
                        return String.join(" ", values);
                    })));
        }
        return sums.stream().sorted().toList();
    }

    private List<String> texts(String query) {
        return database.withSql(source -> new Sql(source)
                .list(
                        query,
                        List.of(),
                        row -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3) + " "
                                + row.getString(4)));
    }

    private void change(String statement) {
        int changed = database.withSql(source -> new Sql(source).update(statement, List.of()));
        assertThat(changed).isPositive();
    }
}
