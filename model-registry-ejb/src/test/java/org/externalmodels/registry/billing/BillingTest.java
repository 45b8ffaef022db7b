package org.externalmodels.registry.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.UsageRecord;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.analytics.Dimension;
import org.externalmodels.registry.analytics.Totals;
import org.externalmodels.registry.audit.AuditEntry;
import org.externalmodels.registry.audit.AuditLog;
import org.externalmodels.registry.lifecycle.GivenConnection;
import org.externalmodels.registry.model.Models;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.ListJournal;
import org.externalmodels.registry.support.Records;
import org.externalmodels.registry.support.TestDatabase;
import org.externalmodels.registry.support.TestRegistry;
import org.externalmodels.registry.traces.CollectingStore;
import org.externalmodels.registry.traces.TraceCondition;
import org.externalmodels.registry.traces.TraceField;
import org.externalmodels.registry.traces.TraceFilter;
import org.externalmodels.registry.traces.TraceItem;
import org.externalmodels.registry.traces.TraceLog;
import org.externalmodels.registry.traces.TraceSummary;
import org.externalmodels.registry.traces.UsageCollector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Databases.class)
class BillingTest {

    private static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");

    @TempDir
    Path data;

    @Parameter
    private Databases kind;

    private final ListJournal journal = new ListJournal();
    private TestDatabase database;
    private TestRegistry registry;
    private String modelId;

    @BeforeEach
    void open() {
        database = kind.empty();
        registry = new TestRegistry(database, data);
        modelId = registry.lifecycle(lifecycle -> lifecycle.create(
                TestRegistry.chat("gpt"),
                List.of(GivenConnection.of("main", "sk-1"), GivenConnection.of("spare", "sk-2")),
                true));
    }

    @Test
    void aCallCostsWhatThePriceOfItsTimeSays() {
        price(null, DAY, "10", "20");
        price(null, DAY.plusSeconds(60), "100", "200");

        calls(call(DAY.minusSeconds(1)), call(DAY), call(DAY.plusSeconds(59)), call(DAY.plusSeconds(60)));

        assertThat(bill("day"))
                .extracting(
                        line -> line.common().get("day"),
                        line -> line.totals().requests(),
                        line -> plain(line.totals().cost()),
                        line -> line.totals().unknownCost())
                .containsExactly(
                        tuple("2026-02-28", 1L, null, 1L),
                        // 12 in and 34 out: 0.0008 twice at the first price, 0.008 once at the second
                        tuple("2026-03-01", 3L, "0.0096", 0L));
    }

    @Test
    void aConnectionsOwnPriceGoesBeforeItsModels() {
        price(null, DAY, "10", "20");
        price("main", DAY, "0", "0");
        calls(call(DAY));
        assertThat(bill("connection").get(0).totals().cost()).isEqualByComparingTo("0");
    }

    @Test
    void aLaterPriceNeverRewritesThePastUnlessThatIsAskedFor() {
        String id = price(null, DAY, "10", "20");
        calls(call(DAY.plusSeconds(5)), call(DAY.plus(1, ChronoUnit.DAYS)));
        prices(list -> {
            list.edit(id, null, DAY, "EUR", rates("1000", "2000"));
            return null;
        });

        assertThat(bill()).extracting(BillingLine::currency).containsExactly("USD");
        assertThat(bill().get(0).totals().cost()).isEqualByComparingTo("0.0016");

        RatedRows.Outcome outcome = rerating().rerate(DAY, DAY.plus(1, ChronoUnit.DAYS), Optional.of("gpt"));

        assertThat(outcome).isEqualTo(new RatedRows.Outcome(1, 1));
        assertThat(bill())
                .extracting(
                        BillingLine::currency,
                        line -> plain(line.totals().cost()),
                        line -> line.totals().requests())
                .containsExactly(tuple("EUR", "0.08", 1L), tuple("USD", "0.0008", 1L));
        assertThat(bill("hour")).hasSize(2);
        assertThat(costing("0.08")).hasSize(1);
        assertThat(registry.audit())
                .extracting(AuditEntry::action)
                .contains("price.added", "price.edited", "billing.rerating", "billing.rerated");
    }

    @Test
    void aTraceNamesThePriceThatHeldEvenWhereItsCostIsUnknown() {
        calls(call(DAY), of(Records.using(Records.complete("u", DAY), TokenUsage.UNKNOWN)));
        assertThat(traces("priceId.unknown", "true"))
                .extracting(TraceItem::priceId)
                .containsExactly(null, null);

        String id = price(null, DAY, "10", "20");
        assertThat(rerating().rerate(DAY, DAY.plusSeconds(1), Optional.empty())).isEqualTo(new RatedRows.Outcome(2, 1));

        assertThat(traces("priceId", id))
                .extracting(item -> plain(item.cost()))
                .containsExactlyInAnyOrder("0.0008", null);
        assertThat(traces("priceId.unknown", "true")).isEmpty();
    }

    @Test
    void pricesOfADeletedPriceStayOnWhatTheyWereChargedFor() {
        String id = price(null, DAY, "10", "20");
        calls(call(DAY));
        prices(list -> {
            list.delete(id, null);
            return null;
        });
        calls(call(DAY));

        assertThat(bill().get(0).totals().cost()).isEqualByComparingTo("0.0008");
        assertThat(bill().get(0).totals().unknownCost()).isEqualTo(1);
    }

    @Test
    void failuresAndUnknownTokensAreCountedAndCostNothingThatIsKnown() {
        price(null, DAY, "10", "20");
        calls(
                of(Records.failed("f", DAY, FailureCode.TIMEOUT, "late")),
                of(Records.using(Records.complete("u", DAY), TokenUsage.UNKNOWN)));

        BillingLine line = bill().get(0);

        assertThat(line.totals().requests()).isEqualTo(2);
        assertThat(line.totals().failures()).isEqualTo(1);
        assertThat(line.totals().unknownUsage()).isEqualTo(2);
        assertThat(line.totals().inputTokens()).isNull();
        assertThat(line.totals().cost()).isNull();
    }

    @Test
    void whatWasNotSentCostsNothingWhichIsKnown() {
        prices(list -> list.add(new PriceGiven(
                modelId,
                Optional.empty(),
                DAY,
                "USD",
                new Rates(BigDecimal.ONE, null, null, null, null, BigDecimal.ONE, null, BigDecimal.ONE))));
        UsageRecord refused = Records.unasked(of(Records.failed("r", DAY, FailureCode.BUDGET_EXCEEDED, "spent")));
        calls(refused, Records.cancelled(refused));

        for (int round = 0; round < 2; round++) {
            Totals bill = bill().get(0).totals();
            assertThat(bill.requests()).isEqualTo(2);
            assertThat(bill.unknownUsage()).isZero();
            assertThat(bill.unknownCost()).isZero();
            assertThat(bill.cost()).isEqualByComparingTo("0");
            assertThat(rerating().rerate(DAY, DAY.plusSeconds(1), Optional.empty()))
                    .isEqualTo(new RatedRows.Outcome(2, 0));
        }
    }

    @Test
    void everyWayToAttributeACallCanBeBilled() {
        calls(
                call(DAY),
                Records.by(
                        call(DAY),
                        new CallOrigin(
                                CallOrigin.Source.HTTP_KEY, Optional.of("key-1"), Optional.empty(), Optional.empty())),
                Records.by(
                        call(DAY),
                        new CallOrigin(
                                CallOrigin.Source.PLAYGROUND, Optional.empty(), Optional.empty(), Optional.of("pia"))));

        assertThat(bill("source", "application"))
                .extracting(BillingLine::common)
                .containsExactly(
                        common("source", "application", "application", "claims"),
                        common("source", "http-key", "application", "key-1"),
                        common("source", "playground", "application", null));
        assertThat(bill("component", "caller")).hasSize(3);
        assertThat(bill("tag.case")).extracting(BillingLine::common).containsExactly(Map.of("tag.case", "4711"));
        assertThat(bill("tag.case", "day").get(0).totals().requests()).isEqualTo(3);
        assertThat(bill(query(DAY, DAY.plusSeconds(1), List.of("model"), Map.of(Dimension.CALLER, "pia"), Map.of()))
                        .get(0)
                        .totals()
                        .requests())
                .isEqualTo(1);
        assertThat(bill(query(DAY, DAY.plusSeconds(1), List.of("model"), Map.of(), Map.of("case", "none"))))
                .isEmpty();
    }

    @Test
    void imagesAndMinutesOfAudioHaveTheirPrice() {
        prices(list -> list.add(new PriceGiven(
                modelId,
                Optional.empty(),
                DAY,
                "USD",
                new Rates(null, null, null, null, null, new BigDecimal("0.04"), new BigDecimal("0.006"), null))));
        UsageRecord drawn =
                Records.using(call(DAY), new UsageRecord.MediaUsage(OptionalLong.of(3), OptionalLong.of(0)));
        UsageRecord heard =
                Records.using(call(DAY), new UsageRecord.MediaUsage(OptionalLong.of(0), OptionalLong.of(90_000)));
        UsageRecord unsaid =
                Records.using(call(DAY), new UsageRecord.MediaUsage(OptionalLong.of(0), OptionalLong.empty()));

        calls(drawn, heard, unsaid, call(DAY));

        Totals bill = bill().get(0).totals();
        // Three images, a minute and a half, and nothing for a call of words; what nobody knows is in no sum.
        assertThat(bill.cost()).isEqualByComparingTo("0.129");
        assertThat(bill.unknownCost()).isEqualTo(1);
        assertThat(bill.images()).isEqualTo(3);
        assertThat(bill.audioMillis()).isEqualTo(90_000);
        assertThat(rerating().rerate(DAY, DAY.plus(1, ChronoUnit.DAYS), Optional.empty()))
                .isEqualTo(new RatedRows.Outcome(4, 0));
    }

    @Test
    void aLateRecordOfADeletedModelStaysUnderItsNameAndIsCharged() {
        price(null, DAY, "10", "20");
        calls(call(DAY));
        registry.lifecycle(lifecycle -> {
            lifecycle.delete(modelId, null);
            return null;
        });
        calls(call(DAY.plusSeconds(1)));

        assertThat(bill("model"))
                .extracting(
                        line -> line.common().get("model"),
                        line -> line.totals().requests(),
                        line -> line.totals().unknownCost())
                .containsExactly(tuple("gpt", 2L, 0L));
    }

    @Test
    void callsAreCountedApartFromTheirAttempts() {
        UsageRecord failed = of(Records.failed("t1", DAY, FailureCode.RATE_LIMITED, "wait"));
        calls(
                Records.attempt(failed, 1, Optional.empty()),
                Records.attempt(failed, 2, Optional.empty()),
                Records.attempt(call(DAY), 3, Optional.of(Duration.ofSeconds(9))),
                Records.attempt(failed, 1, Optional.empty()),
                Records.attempt(failed, 2, Optional.of(Duration.ofSeconds(2))));

        for (List<BillingLine> bill : List.of(bill(), bill("tag.case"))) {
            assertThat(bill)
                    .extracting(
                            line -> line.totals().requests(),
                            line -> line.totals().failures(),
                            line -> line.totals().calls(),
                            line -> line.totals().failedCalls())
                    .containsExactly(tuple(5L, 4L, 2L, 1L));
        }
        TraceSummary summary = database.withSql(source -> new TraceLog(source).summary(TraceFilter.ALL));
        assertThat(summary)
                .extracting(
                        TraceSummary::requests,
                        TraceSummary::calls,
                        TraceSummary::failedCalls,
                        TraceSummary::p50WaitedMillis,
                        TraceSummary::p99WaitedMillis)
                .containsExactly(5L, 2L, 1L, 2_000L, 9_000L);
    }

    @Test
    void aWorkflowIsBilledByInstanceAndActivity() {
        calls(
                Records.tagged(call(DAY), Map.of("workflow.instance", "i1", "workflow.activity", "triage")),
                Records.tagged(call(DAY), Map.of("workflow.instance", "i1", "workflow.activity", "answer")),
                Records.tagged(call(DAY), Map.of("workflow.instance", "i2", "workflow.activity", "triage")),
                call(DAY));

        assertThat(bill("workflowActivity"))
                .extracting(
                        line -> line.common().get("workflowActivity"),
                        line -> line.totals().requests())
                .containsExactly(tuple(null, 1L), tuple("answer", 1L), tuple("triage", 2L));
        assertThat(bill("workflowInstance", "day"))
                .extracting(
                        line -> line.common().get("workflowInstance"),
                        line -> line.totals().requests())
                .containsExactly(tuple(null, 1L), tuple("i1", 2L), tuple("i2", 1L));
        assertThat(bill(query(
                        DAY,
                        DAY.plusSeconds(1),
                        List.of("workflowActivity"),
                        Map.of(Dimension.WORKFLOW_INSTANCE, "i1"),
                        Map.of())))
                .hasSize(2);
        TraceFilter filter =
                TraceFilter.ALL.with(TraceField.WORKFLOW_INSTANCE, "i1").with(TraceField.WORKFLOW_ACTIVITY, "triage");
        List<TraceItem> found = database.withSql(source ->
                new TraceLog(source).slice(filter, 10, Optional.empty()).items());
        assertThat(found)
                .extracting(TraceItem::workflowInstance, TraceItem::workflowActivity)
                .containsExactly(tuple("i1", "triage"));
    }

    @Test
    void aPeriodIsExactToTheMicrosecond() {
        calls(
                call(DAY.plusSeconds(30)),
                call(DAY.plusSeconds(3_600)),
                call(DAY.plus(2, ChronoUnit.DAYS).plusSeconds(90)));

        assertThat(requests(DAY.plusSeconds(30), DAY.plus(2, ChronoUnit.DAYS).plusSeconds(91)))
                .isEqualTo(3);
        assertThat(requests(
                        DAY.plusSeconds(30).plus(1, ChronoUnit.MICROS),
                        DAY.plus(2, ChronoUnit.DAYS).plusSeconds(90)))
                .isEqualTo(1);
    }

    @Test
    void aWordThatNothingIsGroupedByIsRefused() {
        assertThatThrownBy(() -> bill("colour"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("colour");
        assertThatThrownBy(() -> bill("day", "hour")).isInstanceOf(RegistryException.class);
    }

    @Test
    void onePriceHoldsFromATime() {
        price(null, DAY, "1", "1");
        assertThatThrownBy(() -> price(null, DAY, "2", "2"))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RegistryException.Reason.TAKEN));
        assertThat(prices(list ->
                                list.slice(new PriceFilter(Optional.of("gpt"), Optional.empty()), 10, Optional.empty()))
                        .items())
                .hasSize(1);
    }

    @Test
    void onePriceOfAConnectionHoldsWhateverPartOfTheListItIsIn() {
        Instant now = DAY.plus(10, ChronoUnit.DAYS);
        for (int day = 0; day < 5; day++) {
            price(null, DAY.plus(3L * day, ChronoUnit.DAYS), "1", "1");
            price("main", DAY.plus(3L * day + 1, ChronoUnit.DAYS), "1", "1");
        }
        List<PriceItem> seen = new ArrayList<>();
        List<PriceItem> holding = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Optional<String> from = after;
            Slice<PriceItem> part = prices(list -> list.slice(PriceFilter.ALL, 2, from));
            Set<String> ids = prices(list -> list.holding(part.items(), now));
            part.items().stream().filter(item -> ids.contains(item.id())).forEach(holding::add);
            seen.addAll(part.items());
            after = part.next();
        } while (after.isPresent());

        assertThat(seen)
                .hasSize(10)
                .isSortedAccordingTo(
                        Comparator.comparing((PriceItem item) -> item.connection() == null ? "" : item.connection())
                                .thenComparing(PriceItem::effectiveFrom, Comparator.reverseOrder()));
        assertThat(holding)
                .extracting(PriceItem::connection, PriceItem::effectiveFrom)
                .containsExactly(
                        tuple(null, DAY.plus(9, ChronoUnit.DAYS)), tuple("main", DAY.plus(10, ChronoUnit.DAYS)));
    }

    @Test
    void pricesAreFoundByAPartOfTheModelsName() {
        price(null, DAY, "1", "1");

        assertThat(found("GP")).hasSize(1);
        assertThat(found("g_t")).isEmpty();
    }

    private List<PriceItem> found(String search) {
        PriceFilter which = new PriceFilter(Optional.empty(), Optional.of(search));
        return prices(list -> list.slice(which, 10, Optional.empty()).items());
    }

    @Test
    void aPriceIsOfAModelAndAConnectionThatThereAre() {
        assertThatThrownBy(() ->
                        prices(list -> list.add(new PriceGiven("none", Optional.empty(), DAY, "USD", rates("1", "1")))))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("model");
        assertThatThrownBy(() -> price("third", DAY, "1", "1"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("connection");
    }

    private String price(String connection, Instant from, String input, String output) {
        return prices(list ->
                list.add(new PriceGiven(modelId, Optional.ofNullable(connection), from, "USD", rates(input, output))));
    }

    private <T> T prices(Function<PriceList, T> work) {
        return database.inTransaction(entities -> work.apply(
                new PriceList(entities, new Models(entities), new AuditLog(entities), () -> TestRegistry.ADMIN)));
    }

    private List<TraceItem> costing(String cost) {
        return traces("cost", cost);
    }

    private List<TraceItem> traces(String field, String value) {
        TraceFilter filter = TraceFilter.ALL.with(TraceCondition.parse(field, value));
        return database.withSql(source ->
                new TraceLog(source).slice(filter, 10, Optional.empty()).items());
    }

    private Rerating rerating() {
        return PastWork.rerating(database);
    }

    private static Rates rates(String input, String output) {
        return new Rates(new BigDecimal(input), new BigDecimal(output), null, null, null, null, null, null);
    }

    private UsageRecord call(Instant at) {
        return of(Records.complete("t" + at, at));
    }

    private UsageRecord of(UsageRecord record) {
        return Records.withModelId(record, modelId);
    }

    private void calls(UsageRecord... records) {
        List.of(records).forEach(journal::append);
        new UsageCollector(journal, CollectingStore.on(database)).collect();
        assertThat(journal.waiting()).isZero();
    }

    private List<BillingLine> bill(String... groupBy) {
        return bill(query(
                Instant.parse("2000-01-01T00:00:00Z"),
                Instant.parse("2100-01-01T00:00:00Z"),
                List.of(groupBy),
                Map.of(),
                Map.of()));
    }

    private List<BillingLine> bill(BillingQuery query) {
        return database.withSql(source -> new Billing(source).bill(query)).lines();
    }

    private long requests(Instant from, Instant to) {
        return bill(query(from, to, List.of(), Map.of(), Map.of()))
                .get(0)
                .totals()
                .requests();
    }

    private static BillingQuery query(
            Instant from, Instant to, List<String> groupBy, Map<Dimension, String> where, Map<String, String> tags) {
        return new BillingQuery(from, to, groupBy, where, tags);
    }

    private static Map<String, String> common(String... namesAndValues) {
        Map<String, String> common = new java.util.LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            common.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return common;
    }

    private static String plain(BigDecimal cost) {
        return cost == null ? null : cost.stripTrailingZeros().toPlainString();
    }
}
