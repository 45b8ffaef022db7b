package org.externalmodels.registry.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.UsageJournal.Entry;
import org.externalmodels.inference.spi.UsageRecord;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.analytics.Breakdown;
import org.externalmodels.registry.analytics.Totals;
import org.externalmodels.registry.analytics.UsageFact;
import org.externalmodels.registry.support.ListJournal;
import org.externalmodels.registry.support.Records;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A record that cannot be kept whole is kept without what is too much, and holds up no other. */
class DegradedRecordsTest extends CollectedRecords {

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
    void aRowWithoutItsTextsStillSaysWhoCalledWhat() {
        journal.append(Records.complete("t1", Records.NOON));
        new UsageCollector(journal, refusing(new SQLException("does not please", "22001"))).collect();

        assertThat(newest().degraded()).isTrue();
        assertThat(newest().application()).isEqualTo("claims");
        assertThat(newest().caller()).isEqualTo("carla");
        assertThat(newest().revision()).isEqualTo(3);
        assertThat(newest().providerModel()).isEqualTo("gpt-x");
        assertThat(ids()).containsExactly("model-id", "connection-id");
    }

    private Object[] ids() {
        return database.inTransaction(
                entities -> (Object[]) entities.createNativeQuery("select model_id, connection_id from trace")
                        .getSingleResult());
    }

    /**
     * Deadlock, serialization, lock and statement timeouts of both databases, somebody who was first, a database that takes
     * no changes, and one whose disk is full.
     */
    @ParameterizedTest
    @ValueSource(strings = {"40P01", "40001", "55P03", "57014", "HYT00", "23505", "25006", "90097", "53100", "90031"})
    void aFailureThatPassesStripsNoRecord(String state) {
        journal.append(Records.complete("t1", Records.NOON));
        new UsageCollector(journal, refusing(new SQLException("busy", state))).collect();
        assertThat(journal.waiting()).isEqualTo(1);

        collector.collect();

        assertThat(rows()).extracting(TraceItem::degraded).containsExactly(false);
    }

    private TransactionalStore refusing(SQLException failure) {
        return new TransactionalStore(database) {
            @Override
            public List<UsageFact> store(String journalId, long after, List<Entry> entries) {
                throw new IllegalStateException(failure);
            }
        };
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
        Totals bill = bill(Breakdown.END, "model").get(0).totals();
        assertThat(bill.requests()).isEqualTo(5);
        assertThat(bill.inputTokens()).isEqualTo(24);
        assertThat(bill.unknownUsage()).isEqualTo(3);
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
}
