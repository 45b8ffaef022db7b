package org.externalmodels.registry.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.spi.UsageRecord;
import org.externalmodels.registry.analytics.Analytics;
import org.externalmodels.registry.analytics.Breakdown;
import org.externalmodels.registry.analytics.UsagePoint;
import org.externalmodels.registry.audit.AuditLog;
import org.externalmodels.registry.lifecycle.GivenConnection;
import org.externalmodels.registry.model.Models;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.ListJournal;
import org.externalmodels.registry.support.Records;
import org.externalmodels.registry.support.TestDatabase;
import org.externalmodels.registry.support.TestRegistry;
import org.externalmodels.registry.traces.CollectingStore;
import org.externalmodels.registry.traces.TraceFilter;
import org.externalmodels.registry.traces.TraceLog;
import org.externalmodels.registry.traces.TraceSummary;
import org.externalmodels.registry.traces.UsageCollector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What was never sent used nothing, which costs nothing, whether or not there is a price or a model. */
@ParameterizedClass
@EnumSource(Databases.class)
class NothingUsedTest {

    private static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");

    @TempDir
    Path data;

    @Parameter
    private Databases kind;

    private final ListJournal journal = new ListJournal();
    private TestDatabase database;
    private String modelId;

    @BeforeEach
    void open() {
        database = kind.empty();
        modelId = new TestRegistry(database, data)
                .lifecycle(lifecycle ->
                        lifecycle.create(TestRegistry.chat("gpt"), List.of(GivenConnection.of("main", "sk-1")), true));
    }

    @Test
    void costsNothingWhereThereIsNoModel() {
        calls(ofNoModel());

        assertCostsNothing(1);
    }

    @Test
    void costsNothingWhereItsModelHasNoPrice() {
        calls(refused(), Records.fromCache(Records.withModelId(Records.complete("kept", DAY), modelId)));

        assertCostsNothing(2);
    }

    @Test
    void saysNothingOfWhatIsNotKnown() {
        calls(ofNoModel(), Records.complete("unpriced", DAY));

        BillingLine line = bill().get(0);
        assertThat(line.totals().cost()).isNull();
        assertThat(line.totals().unknownCost()).isEqualTo(1);
        assertThat(summary().unknownCost()).isEqualTo(1);
        assertThat(point().cost()).isNull();
    }

    @Test
    void isAddedToWhatElseWasPaid() {
        price("USD");
        calls(ofNoModel(), Records.withModelId(Records.complete("priced", DAY), modelId));

        BillingLine line = bill().get(0);
        assertThat(line.totals().cost()).isEqualByComparingTo("0.0008");
        assertThat(line.currency()).isEqualTo("USD");
        assertThat(line.totals().unknownCost()).isZero();
        assertThat(summary().costs())
                .extracting(TraceSummary.CurrencySum::currency)
                .containsExactly("USD");
        assertThat(point().currency()).isEqualTo("USD");
    }

    @Test
    void hasACurrencyOnceThereIsAPriceAndItIsRatedAgain() {
        calls(refused(), ofNoModel());
        price("EUR");

        RatedRows.Outcome outcome = PastWork.rerating(database).rerate(DAY, DAY.plusSeconds(1), Optional.empty());

        assertThat(outcome).isEqualTo(new RatedRows.Outcome(2, 1));
        assertThat(bill()).extracting(BillingLine::currency).containsExactly("EUR");
        assertThat(bill().get(0).totals().cost()).isZero();
        assertThat(bill().get(0).totals().unknownCost()).isZero();
        assertThat(point().currency()).isEqualTo("EUR");
    }

    private void assertCostsNothing(long attempts) {
        // From single attempts, and from the sums of a day.
        for (Instant to : List.of(DAY.plusSeconds(1), Breakdown.END)) {
            BillingLine line = bill(to).get(0);
            assertThat(line.totals().requests()).isEqualTo(attempts);
            assertThat(line.totals().unknownCost()).isZero();
            assertThat(line.totals().cost()).isZero();
            assertThat(line.currency()).isNull();
        }
        Bill whole = database.withSql(source -> new Billing(source).bill(query(Breakdown.END)));
        assertThat(whole.costs()).isEmpty();
        assertThat(summary().unknownCost()).isZero();
        assertThat(summary().costs()).isEmpty();
        assertThat(point().unknownCost()).isZero();
        assertThat(point().cost()).isZero();
        assertThat(point().costs()).isEmpty();
        assertThat(PastWork.rerating(database).rerate(DAY, DAY.plusSeconds(1), Optional.empty()))
                .isEqualTo(new RatedRows.Outcome(attempts, 0));
    }

    private static UsageRecord ofNoModel() {
        return Records.unasked(Records.toNowhere(
                Records.failed("none", DAY, FailureCode.MODEL_NOT_FOUND, "no model"),
                Optional.empty(),
                "none",
                "none"));
    }

    private UsageRecord refused() {
        return Records.unasked(
                Records.withModelId(Records.failed("off", DAY, FailureCode.MODEL_NOT_ACTIVE, "it is off"), modelId));
    }

    private void price(String currency) {
        Rates rates = new Rates(new BigDecimal("10"), new BigDecimal("20"), null, null, null, null, null, null);
        String unused = database.inTransaction(entities -> new PriceList(
                        entities, new Models(entities), new AuditLog(entities), changed -> {}, () -> TestRegistry.ADMIN)
                .add(new PriceGiven(modelId, Optional.empty(), DAY, currency, rates)));
    }

    private void calls(UsageRecord... records) {
        List.of(records).forEach(journal::append);
        new UsageCollector(journal, CollectingStore.on(database)).collect();
        assertThat(journal.waiting()).isZero();
    }

    private List<BillingLine> bill() {
        return bill(Breakdown.END);
    }

    private List<BillingLine> bill(Instant to) {
        return database.withSql(source -> new Billing(source).bill(query(to))).lines();
    }

    private static BillingQuery query(Instant to) {
        return new BillingQuery(Breakdown.BEGINNING, to, List.of(), Map.of(), Map.of());
    }

    private TraceSummary summary() {
        return database.withSql(source -> new TraceLog(source).summary(TraceFilter.ALL));
    }

    private UsagePoint point() {
        return database.withSql(
                        source -> new Analytics(source).report(DAY, DAY.plusSeconds(86_400), Map.of(), List.of()))
                .total();
    }
}
