package org.externalmodels.registry.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLNonTransientConnectionException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.externalmodels.inference.spi.UsageJournal.Entry;
import org.externalmodels.registry.analytics.UsageFact;
import org.externalmodels.registry.model.ConnectionUse;
import org.externalmodels.registry.support.Records;
import org.junit.jupiter.api.Test;

/** Records go from the journal into the database, each once, and how far that has come is told. */
class UsageCollectorTest extends CollectedRecords {

    @Test
    void everyRecordBecomesOneRowAndIsReleased() {
        IntStream.range(0, 1203).forEach(i -> journal.append(Records.complete("t" + i, Records.NOON.plusSeconds(i))));

        collector.collect();

        assertThat(rows()).hasSize(1203);
        assertThat(journal.waiting()).isZero();
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
    void aConnectionRemembersItsLastUse() {
        journal.append(Records.complete("t2", Records.NOON.plusSeconds(60)));
        journal.append(Records.complete("t1", Records.NOON));
        collector.collect();
        journal.append(Records.complete("t0", Records.NOON.minusSeconds(60)));
        collector.collect();

        ConnectionUse use = database.inTransaction(entities -> entities.find(ConnectionUse.class, "connection-id"));
        assertThat(use.lastUsedAt()).isEqualTo(Records.NOON.plusSeconds(60).plusMillis(250));
    }
}
