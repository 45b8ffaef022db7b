package org.externalmodels.registry.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TimeZone;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.UsageJournal.Entry;
import org.externalmodels.inference.spi.UsageRecord;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.analytics.Breakdown;
import org.externalmodels.registry.analytics.Rebuilding;
import org.externalmodels.registry.analytics.Totals;
import org.externalmodels.registry.analytics.UsageFact;
import org.externalmodels.registry.billing.Billing;
import org.externalmodels.registry.billing.BillingLine;
import org.externalmodels.registry.billing.BillingQuery;
import org.externalmodels.registry.model.ConnectionUse;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.ListJournal;
import org.externalmodels.registry.support.Records;
import org.externalmodels.registry.support.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Databases.class)
class UsageCollectorTest {

    /** Failures are meant here. Held, or the setting would be collected with the logger. */
    private static final Logger QUIET = Logger.getLogger(UsageCollector.class.getName());

    static {
        QUIET.setLevel(Level.OFF);
    }

    @Parameter
    private Databases kind;

    private final ListJournal journal = new ListJournal();
    private TestDatabase database;
    private UsageCollector collector;

    @BeforeEach
    void open() {
        database = kind.empty();
        collector = new UsageCollector(journal, new TransactionalStore(database));
    }

    @Test
    void everyRecordBecomesOneRowAndIsReleased() {
        IntStream.range(0, 1203).forEach(i -> journal.append(Records.complete("t" + i, Records.NOON.plusSeconds(i))));

        collector.collect();

        assertThat(rows()).hasSize(1203);
        assertThat(journal.waiting()).isZero();
    }

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
    void aStopBetweenStoringAndReleasingRepeatsNothing() {
        journal.append(Records.complete("t1", Records.NOON));
        journal.stopsBeforeRelease(true);
        collector.collect();
        journal.append(Records.complete("t2", Records.NOON));
        journal.stopsBeforeRelease(false);

        new UsageCollector(journal, new TransactionalStore(database)).collect();

        assertThat(rows()).extracting(TraceItem::id).containsExactlyInAnyOrder("t1", "t2");
        assertThat(journal.waiting()).isZero();
    }

    @Test
    void whileTheDatabaseIsAwayRecordsWait() {
        journal.append(Records.complete("t1", Records.NOON));
        UsageCollector cutOff = new UsageCollector(journal, new TransactionalStore(database) {
            @Override
            public List<UsageFact> store(String journalId, long after, List<Entry> entries) {
                throw new IllegalStateException(new SQLNonTransientConnectionException("away", "08006"));
            }
        });
        cutOff.collect();
        assertThat(journal.waiting()).isEqualTo(1);
        assertThat(rows()).isEmpty();

        collector.collect();
        assertThat(rows()).extracting(TraceItem::degraded).containsExactly(false);
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
        List<BillingLine> bill = database.withSql(source -> new Billing(source)
                .bill(new BillingQuery(Breakdown.BEGINNING, Breakdown.END, List.of("hour"), Map.of(), Map.of()))
                .lines());
        assertThat(bill)
                .extracting(
                        line -> line.common().get("hour"), line -> line.totals().requests())
                .containsExactly(
                        tuple("2000-01-01T00:00:00Z", 1L),
                        tuple("2026-03-01T09:00:00Z", 1L),
                        tuple("2026-03-01T12:00:00Z", 1L),
                        tuple("2999-01-01T00:00:00Z", 1L));
    }

    @Test
    void howFarItIsBehindIsTold() {
        CollectorState state = new CollectorState();
        List<UsageFact> stored = new ArrayList<>();
        boolean[] away = {true};
        UsageCollector told = new UsageCollector(
                journal,
                new TransactionalStore(database) {
                    @Override
                    public long position(String journalId) {
                        if (away[0]) {
                            throw new IllegalStateException(new SQLNonTransientConnectionException("away", "08006"));
                        }
                        return super.position(journalId);
                    }
                },
                stored::addAll,
                state);
        journal.append(Records.complete("t1", Instant.now().minusSeconds(100)));

        told.collect();
        assertThat(state.isWorking()).isFalse();
        assertThat(state.lagSeconds()).isBetween(99.0, 160.0);
        assertThat(stored).isEmpty();

        away[0] = false;
        told.collect();
        told.collect();
        assertThat(state.isWorking()).isTrue();
        assertThat(state.lagSeconds()).isZero();
        assertThat(stored).extracting(UsageFact::outputTokens).containsExactly(34L);
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
    void aRecordThatTheDatabaseRefusesIsKeptWithoutItsTextsAndHoldsUpNoOther() {
        journal.append(Records.complete("t1", Records.NOON));
        journal.append(Records.complete("poison", Records.NOON));
        journal.append(Records.complete("t3", Records.NOON));
        UsageCollector picky = new UsageCollector(journal, new TransactionalStore(database) {
            @Override
            public List<UsageFact> store(String journalId, long after, List<Entry> entries) {
                if (entries.stream().anyMatch(entry -> entry.record().traceId().equals("poison"))) {
                    throw new IllegalStateException(new SQLException("does not please", "22021"));
                }
                return super.store(journalId, after, entries);
            }
        });

        picky.collect();

        assertThat(rows())
                .extracting(TraceItem::id, TraceItem::degraded, TraceItem::inputTokens)
                .containsExactlyInAnyOrder(
                        tuple("t1", false, 12L), tuple("poison", true, 12L), tuple("t3", false, 12L));
        assertThat(journal.waiting()).isZero();
    }

    @Test
    void aRecordThatIsTooMuchForTheMemoryIsKeptWithoutItsTextsAndHoldsUpNoOther() {
        List.of("t1", "t2", "large", "t4", "t5").forEach(id -> journal.append(Records.complete(id, Records.NOON)));
        UsageCollector small = new UsageCollector(journal, exhaustedBy("large", Integer.MAX_VALUE));

        for (int i = 0; i < 20 && journal.waiting() > 0; i++) {
            small.collect();
        }

        assertThat(rows())
                .extracting(TraceItem::id, TraceItem::degraded)
                .containsExactlyInAnyOrder(
                        tuple("t1", false),
                        tuple("t2", false),
                        tuple("large", true),
                        tuple("t4", false),
                        tuple("t5", false));
    }

    @Test
    void memoryThatIsShortForAMomentStripsNoRecord() {
        journal.append(Records.complete("t1", Records.NOON));
        UsageCollector small = new UsageCollector(journal, exhaustedBy("t1", 3));

        for (int i = 0; i < 4; i++) {
            small.collect();
        }

        assertThat(rows()).extracting(TraceItem::degraded).containsExactly(false);
    }

    private TransactionalStore exhaustedBy(String call, int times) {
        return new TransactionalStore(database) {
            private int left = times;

            @Override
            public List<UsageFact> store(String journalId, long after, List<Entry> entries) {
                if (left > 0
                        && entries.stream()
                                .anyMatch(entry -> entry.record().traceId().equals(call))) {
                    left--;
                    throw new IllegalStateException(new OutOfMemoryError("meant"));
                }
                return super.store(journalId, after, entries);
            }
        };
    }

    @Test
    void aJournalThatIsTooMuchForTheMemoryIsReadRecordByRecord() {
        CollectorState state = new CollectorState();
        ListJournal large = new ListJournal() {
            @Override
            public List<Entry> read(long after, int limit) {
                if (limit > 1) {
                    throw new OutOfMemoryError("meant");
                }
                return super.read(after, limit);
            }
        };
        large.append(Records.complete("t1", Records.NOON));
        large.append(Records.complete("t2", Records.NOON));
        UsageCollector small = new UsageCollector(large, new TransactionalStore(database), facts -> {}, state);

        small.collect();
        assertThat(state.isWorking()).isFalse();
        for (int i = 0; i < 5; i++) {
            small.collect();
        }

        assertThat(rows()).extracting(TraceItem::id).containsExactlyInAnyOrder("t1", "t2");
    }

    /** As a provider told them that makes numbers up. */
    @Test
    void countsThatNobodyCanHaveAreUnknownAndHoldUpNoOther() {
        UsageRecord absurd = Records.using(
                Records.complete("absurd", Records.NOON),
                TokenUsage.reported(OptionalLong.of(Long.MAX_VALUE), OptionalLong.of(34)));
        journal.append(absurd);
        journal.append(absurd);
        journal.append(Records.complete("t1", Records.NOON));
        collector.collect();
        journal.append(absurd);
        journal.append(Records.complete("t2", Records.NOON));
        collector.collect();

        assertThat(journal.waiting()).isZero();
        assertThat(rows())
                .extracting(TraceItem::id, TraceItem::inputTokens, TraceItem::outputTokens)
                .containsExactlyInAnyOrder(
                        tuple("absurd", null, 34L),
                        tuple("absurd", null, 34L),
                        tuple("absurd", null, 34L),
                        tuple("t1", 12L, 34L),
                        tuple("t2", 12L, 34L));
        assertThat(bill().requests()).isEqualTo(5);
        assertThat(bill().inputTokens()).isEqualTo(24);
        assertThat(bill().unknownUsage()).isEqualTo(3);
    }

    @Test
    void aSumThatIsFullTakesTheCallsWithoutTheirCounts() {
        journal.append(Records.complete("t1", Records.NOON));
        collector.collect();
        database.withSql(
                source -> new Sql(source).update("update usage_sum set input_tokens = ?", List.of(Long.MAX_VALUE - 5)));
        journal.append(Records.complete("t2", Records.NOON));
        journal.append(Records.complete("t3", Records.NOON.plus(Duration.ofDays(400))));

        collector.collect();

        assertThat(journal.waiting()).isZero();
        assertThat(rows())
                .extracting(TraceItem::id, TraceItem::degraded, TraceItem::inputTokens, TraceItem::cost)
                .containsExactlyInAnyOrder(
                        tuple("t1", false, 12L, null), tuple("t2", true, null, null), tuple("t3", false, 12L, null));
    }

    /**
     * Deadlock, serialization, lock and statement timeouts of both databases, somebody who was first, a database that takes
     * no changes, and one whose disk is full.
     */
    @ParameterizedTest
    @ValueSource(strings = {"40P01", "40001", "55P03", "57014", "HYT00", "23505", "25006", "90097", "53100", "90031"})
    void aFailureThatPassesStripsNoRecord(String state) {
        journal.append(Records.complete("t1", Records.NOON));
        new UsageCollector(journal, new TransactionalStore(database) {
                    @Override
                    public List<UsageFact> store(String journalId, long after, List<Entry> entries) {
                        throw new IllegalStateException(new SQLException("busy", state));
                    }
                })
                .collect();
        assertThat(journal.waiting()).isEqualTo(1);

        collector.collect();

        assertThat(rows()).extracting(TraceItem::degraded).containsExactly(false);
    }

    @Test
    void aRowWithoutItsTextsStillSaysWhoCalledWhat() {
        journal.append(Records.complete("t1", Records.NOON));
        new UsageCollector(journal, new TransactionalStore(database) {
                    @Override
                    public List<UsageFact> store(String journalId, long after, List<Entry> entries) {
                        throw new IllegalStateException(new SQLException("does not please", "22001"));
                    }
                })
                .collect();

        assertThat(newest().degraded()).isTrue();
        assertThat(newest().application()).isEqualTo("claims");
        assertThat(newest().caller()).isEqualTo("carla");
        assertThat(newest().revision()).isEqualTo(3);
        assertThat(newest().providerModel()).isEqualTo("gpt-x");
        assertThat(ids()).containsExactly("model-id", "connection-id");
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
            List<BillingLine> bill = database.withSql(source -> new Billing(source)
                    .bill(new BillingQuery(Breakdown.BEGINNING, to, List.of("key"), Map.of(), Map.of()))
                    .lines());
            assertThat(bill)
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
            List<BillingLine> bill = database.withSql(source -> new Billing(source)
                    .bill(new BillingQuery(Breakdown.BEGINNING, to, List.of("model", "connection"), Map.of(), Map.of()))
                    .lines());
            assertThat(bill)
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

    @Test
    void aConnectionRemembersItsLastUse() {
        journal.append(Records.complete("t2", Records.NOON.plusSeconds(60)));
        journal.append(Records.complete("t1", Records.NOON));
        collector.collect();
        journal.append(Records.complete("t0", Records.NOON.minusSeconds(60)));
        collector.collect();

        ConnectionUse use = database.inTransaction(entities -> entities.find(ConnectionUse.class, "connection-id"));
        assertThat(use.lastUsedAt()).isEqualTo(Records.NOON.plusSeconds(60).plusMillis(250));
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

    private List<TraceItem> rows() {
        return database.withSql(source -> new TraceLog(source)
                .slice(TraceFilter.ALL, 2_000, Optional.empty())
                .items());
    }

    private Totals bill() {
        return database.withSql(source -> new Billing(source)
                        .bill(new BillingQuery(
                                Breakdown.BEGINNING, Breakdown.END, List.of("model"), Map.of(), Map.of()))
                        .lines())
                .get(0)
                .totals();
    }

    private Object[] ids() {
        return database.inTransaction(
                entities -> (Object[]) entities.createNativeQuery("select model_id, connection_id from trace")
                        .getSingleResult());
    }

    private TraceItem newest() {
        return rows().get(0);
    }
}
