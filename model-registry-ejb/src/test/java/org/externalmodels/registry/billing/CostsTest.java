package org.externalmodels.registry.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.UsageRecord;
import org.externalmodels.registry.analytics.Totals;
import org.externalmodels.registry.audit.AuditEntry;
import org.externalmodels.registry.support.Records;
import org.externalmodels.registry.traces.TraceCondition;
import org.externalmodels.registry.traces.TraceFilter;
import org.externalmodels.registry.traces.TraceItem;
import org.externalmodels.registry.traces.TraceLog;
import org.junit.jupiter.api.Test;

/** A call costs what the price of its time says, and nothing is known of what has no price or no count. */
class CostsTest extends BilledCalls {

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
        changePrices(list -> list.edit(id, null, DAY, "EUR", rates("1000", "2000")));

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

    private List<TraceItem> costing(String cost) {
        return traces("cost", cost);
    }

    private List<TraceItem> traces(String field, String value) {
        TraceFilter filter = TraceFilter.ALL.with(TraceCondition.parse(field, value));
        return database.withSql(source ->
                new TraceLog(source).slice(filter, 10, Optional.empty()).items());
    }

    @Test
    void pricesOfADeletedPriceStayOnWhatTheyWereChargedFor() {
        String id = price(null, DAY, "10", "20");
        calls(call(DAY));
        changePrices(list -> list.delete(id, null));
        calls(call(DAY));

        assertThat(bill().get(0).totals().cost()).isEqualByComparingTo("0.0008");
        assertThat(bill().get(0).totals().unknownCost()).isEqualTo(1);
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
}
