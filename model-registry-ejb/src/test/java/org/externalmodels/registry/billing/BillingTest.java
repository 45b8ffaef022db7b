package org.externalmodels.registry.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.UsageRecord;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.analytics.Dimension;
import org.externalmodels.registry.support.Records;
import org.externalmodels.registry.traces.TraceField;
import org.externalmodels.registry.traces.TraceFilter;
import org.externalmodels.registry.traces.TraceItem;
import org.externalmodels.registry.traces.TraceLog;
import org.externalmodels.registry.traces.TraceSummary;
import org.junit.jupiter.api.Test;

/** What a bill counts, and by what it is put together. */
class BillingTest extends BilledCalls {

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
        assertThat(bill(new BillingQuery(
                                DAY, DAY.plusSeconds(1), List.of("model"), Map.of(Dimension.CALLER, "pia"), Map.of()))
                        .get(0)
                        .totals()
                        .requests())
                .isEqualTo(1);
        assertThat(bill(new BillingQuery(DAY, DAY.plusSeconds(1), List.of("model"), Map.of(), Map.of("case", "none"))))
                .isEmpty();
    }

    private static Map<String, String> common(String... namesAndValues) {
        Map<String, String> common = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            common.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return common;
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
        assertThat(bill(new BillingQuery(
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

    private long requests(Instant from, Instant to) {
        return bill(new BillingQuery(from, to, List.of(), Map.of(), Map.of()))
                .get(0)
                .totals()
                .requests();
    }

    @Test
    void aWordThatNothingIsGroupedByIsRefused() {
        assertThatThrownBy(() -> bill("colour"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("colour");
        assertThatThrownBy(() -> bill("day", "hour")).isInstanceOf(RegistryException.class);
    }
}
