package org.externalmodels.registry.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.spi.UsageRecord;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.analytics.Breakdown;
import org.externalmodels.registry.analytics.Rebuilding;
import org.externalmodels.registry.analytics.UsageFact;
import org.externalmodels.registry.support.Records;
import org.junit.jupiter.api.Test;

/** What a trace keeps of its call, and in which sums and bills the call is. */
class KeptTracesTest extends CollectedRecords {

    @Test
    void allThatIsKnownIsKept() {
        journal.append(Records.complete("t1", Records.NOON));

        collector.collect();

        TraceItem row = newest();
        assertThat(row.time()).isEqualTo(Records.NOON);
        assertThat(row.inputTokens()).isEqualTo(12);
        assertThat(row.outputTokens()).isEqualTo(34);
        assertThat(row.millis()).isEqualTo(250);
        assertThat(row.firstChunkMillis()).isEqualTo(90);
        assertThat(row.caller()).isEqualTo("carla");
        assertThat(row.revision()).isEqualTo(3);
        assertThat(row.tags()).hasToString("{\"case\":\"4711\"}");
    }

    @Test
    void anAnswerFromTheCacheIsKeptWithWhatItSaved() {
        journal.append(Records.fromCache(Records.complete("t1", Records.NOON)));

        collector.collect();

        assertThat(newest().fromCache()).isTrue();
        assertThat(newest().inputTokens()).isZero();
        assertThat(newest().savedInputTokens()).isEqualTo(12);
        assertThat(newest().savedOutputTokens()).isEqualTo(34);
    }

    @Test
    void unknownNumbersAreNull() {
        journal.append(Records.failed("t1", Records.NOON, FailureCode.TIMEOUT, "no answer"));

        collector.collect();

        assertThat(newest().inputTokens()).isNull();
        assertThat(newest().outputTokens()).isNull();
        assertThat(newest().providerStatus()).isNull();
        assertThat(newest().code()).isEqualTo("TIMEOUT");
    }

    @Test
    void aClockThatWasPutBackPutsRecordsIntoTheHourThatItTold() {
        journal.append(Records.complete("t1", Records.NOON));
        collector.collect();
        journal.append(Records.complete("t2", Records.NOON.minus(Duration.ofHours(3))));
        journal.append(Records.complete("t3", Instant.parse("1970-01-01T00:00:00Z")));
        journal.append(Records.complete("t4", Instant.parse("+12026-01-01T00:00:00Z")));
        collector.collect();

        assertThat(rows()).extracting(TraceItem::id).containsExactly("t4", "t1", "t2", "t3");
        assertThat(bill(Breakdown.END, "hour"))
                .extracting(
                        line -> line.common().get("hour"), line -> line.totals().requests())
                .containsExactly(
                        tuple("2000-01-01T00:00:00Z", 1L),
                        tuple("2026-03-01T09:00:00Z", 1L),
                        tuple("2026-03-01T12:00:00Z", 1L),
                        tuple("2999-01-01T00:00:00Z", 1L));
    }

    @Test
    void timesAreExactWhenClocksAreSetBack() {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
            Instant firstTwoThirty = Instant.parse("2026-10-25T00:30:00Z");
            journal.append(Records.complete("t1", firstTwoThirty));
            journal.append(Records.complete("t2", firstTwoThirty.plusSeconds(3600)));

            collector.collect();

            assertThat(rows())
                    .extracting(TraceItem::time)
                    .containsExactly(firstTwoThirty.plusSeconds(3600), firstTwoThirty);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void theKeyOfACallIsInItsTraceAndCanBeBilledBy() {
        UsageRecord call = Records.complete("t1", Records.NOON);
        journal.append(Records.by(call, call.origin().withKey("claims desk")));
        journal.append(Records.complete("t2", Records.NOON));
        collector.collect();

        assertThat(rows())
                .extracting(TraceItem::id, TraceItem::key)
                .contains(tuple("t1", "claims desk"), tuple("t2", null));
        assertThat(database.withSql(source -> new TraceLog(source)
                                .slice(TraceFilter.ALL.with(TraceField.KEY, "claims desk"), 9, Optional.empty()))
                        .items())
                .extracting(TraceItem::id)
                .containsExactly("t1");
        for (Instant to : List.of(Breakdown.END, Records.NOON.plusSeconds(1))) {
            assertThat(bill(to, "key"))
                    .extracting(
                            line -> line.common().get("key"),
                            line -> line.totals().requests())
                    .containsExactly(tuple(null, 1L), tuple("claims desk", 1L));
        }
    }

    @Test
    void namesThatCallersMakeUpAreInTheTraceAndInNoSum() {
        List<UsageFact> stored = new ArrayList<>();
        UsageRecord call = Records.failed("t1", Records.NOON, FailureCode.MODEL_NOT_FOUND, "no model");
        journal.append(Records.toNowhere(call, Optional.empty(), "made-up-model", "made-up"));
        UsageRecord other = Records.failed("t2", Records.NOON, FailureCode.MODEL_NOT_ACTIVE, "a draft");
        journal.append(Records.toNowhere(other, Optional.of("model-id"), "gpt", "made-up"));
        new UsageCollector(journal, new TransactionalStore(database), stored::addAll, new CollectorState()).collect();

        assertThat(rows())
                .extracting(TraceItem::model, TraceItem::connection)
                .containsExactlyInAnyOrder(tuple("made-up-model", "made-up"), tuple("gpt", "made-up"));
        assertThat(stored)
                .extracting(UsageFact::model, UsageFact::connection)
                .containsExactly(tuple(null, null), tuple("gpt", null));
        assertThat(summed()).containsOnly("/", "gpt/");
        long rebuilt =
                database.withSql(source -> new Rebuilding(new Sql(source)).day(Instant.parse("2026-03-01T00:00:00Z")));
        assertThat(rebuilt).isEqualTo(2);
        assertThat(summed()).containsOnly("/", "gpt/");
        for (Instant to : List.of(Breakdown.END, Records.NOON.plusSeconds(1))) {
            assertThat(bill(to, "model", "connection"))
                    .extracting(
                            line -> line.common().get("model"),
                            line -> line.common().get("connection"))
                    .containsExactly(tuple(null, null), tuple("gpt", null));
        }
    }

    private List<String> summed() {
        return database.withSql(source -> new Sql(source)
                .list(
                        "select model || '/' || connection place from usage_sum"
                                + " union all select model || '/' || connection place from usage_trend",
                        List.of(),
                        row -> row.getString("place")));
    }

    @Test
    void longAndUnstorableTextsAreMadeToFit() {
        journal.append(Records.failed(
                "t1", Records.NOON, FailureCode.PROVIDER_ERROR, "\u0000bad \uD800 " + "x".repeat(100_000)));
        journal.append(Records.of("t2", Records.NOON, "m".repeat(5_000)));

        collector.collect();

        assertThat(rows())
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.degraded()).isFalse());
        assertThat(rows())
                .extracting(TraceItem::message)
                .anySatisfy(message -> assertThat(message)
                        .startsWith("\uFFFDbad \uFFFD")
                        .hasSize(2_000)
                        .endsWith("…"));
    }

    @Test
    void capturedBodiesAreKeptApart() {
        journal.append(Records.withBodies(Records.complete("t1", Records.NOON), "{\"ask\":1}", "x".repeat(2_000_000)));

        collector.collect();

        TraceDetail body = database.withSql(
                source -> new TraceLog(source).attemptsWithBodies("t1").get(0));
        assertThat(body.input()).isEqualTo("{\"ask\":1}");
        assertThat(body.output()).hasSize(2_000_000);
    }

    /** As of an image, or of a provider that sends anything: no database takes all of it as text. */
    @Test
    void aBodyThatIsNoTextIsKeptAsFarAsItIsOneAndLosesNothingElse() {
        String noText = "\u0089PNG\r\n\u001a\n\u0000\u0000 \uD800 \uDC00\uD83D\uDE00";
        journal.append(Records.withBodies(Records.complete("t1", Records.NOON), noText, noText));

        collector.collect();

        TraceDetail body = database.withSql(
                source -> new TraceLog(source).attemptsWithBodies("t1").get(0));
        String kept = "\u0089PNG\r\n\u001a\n\uFFFD\uFFFD \uFFFD \uFFFD\uD83D\uDE00";
        assertThat(body.input()).isEqualTo(kept);
        assertThat(body.output()).isEqualTo(kept);
        assertThat(body.item().degraded()).isFalse();
        assertThat(body.item().inputTokens()).isEqualTo(12);
    }
}
