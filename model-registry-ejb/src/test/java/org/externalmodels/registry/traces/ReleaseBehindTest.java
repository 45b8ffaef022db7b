package org.externalmodels.registry.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.ListJournal;
import org.externalmodels.registry.support.Records;
import org.externalmodels.registry.support.TestDatabase;
import org.junit.jupiter.api.Test;

class ReleaseBehindTest {

    /** Its error is meant here. Held, or the setting would be collected with the logger. */
    private static final Logger QUIET = Logger.getLogger(ReleaseBehind.class.getName());

    static {
        QUIET.setLevel(Level.OFF);
    }

    private final RoomyJournal journal = new RoomyJournal();
    private long now = Long.MAX_VALUE - 5;
    private final ReleaseBehind releases = new ReleaseBehind(journal, () -> now);

    @Test
    void letsGoOfWhatWasStoredTenSecondsAgo() {
        List<Long> positions = append(3);
        releases.at(0);
        releases.stored(positions.get(0));
        after(Duration.ofSeconds(4));
        releases.stored(positions.get(1));

        after(Duration.ofMillis(5_999));
        releases.release();
        assertThat(journal.waiting()).isEqualTo(3);

        after(Duration.ofMillis(1));
        releases.release();
        assertThat(journal.waiting()).isEqualTo(2);

        after(Duration.ofSeconds(4));
        releases.release();
        assertThat(journal.waiting()).isEqualTo(1);
    }

    @Test
    void letsGoOfTheLastOfManyBatchesToo() {
        List<Long> positions = append(50);
        releases.at(0);
        for (long position : positions) {
            releases.stored(position);
            after(Duration.ofMillis(100));
        }

        for (int i = 0; i < 12; i++) {
            after(Duration.ofSeconds(1));
            releases.release();
        }

        assertThat(journal.waiting()).isZero();
    }

    @Test
    void aDatabaseThatIsPutBackKeepsWhatItHasLost() {
        List<Long> positions = append(2);
        releases.at(0);
        releases.stored(positions.get(0));
        after(Duration.ofSeconds(5));
        releases.stored(positions.get(1));
        releases.at(0);

        after(Duration.ofMinutes(1));
        releases.release();
        assertThat(journal.waiting()).isEqualTo(2);

        releases.stored(positions.get(1));
        after(Duration.ofMinutes(1));
        releases.release();
        assertThat(journal.waiting()).isZero();
    }

    @Test
    void aJournalThatIsHalfFullLetsGoAtOnce() {
        List<Long> positions = append(2);
        releases.at(0);
        releases.stored(positions.get(0));
        assertThat(journal.waiting()).isEqualTo(2);

        journal.taken = 50;
        releases.release();

        assertThat(journal.waiting()).isEqualTo(1);
    }

    /** As after a failover to a replica that was a second behind. */
    @Test
    void recordsWhoseCommitTheDatabaseLostAreStoredAgain() {
        TestDatabase database = Databases.H2.empty();
        UsageCollector collector = new UsageCollector(journal, new TransactionalStore(database));
        append(2);
        collector.collect();
        database.withSql(source -> {
            Sql sql = new Sql(source);
            return List.of("trace", "usage_sum", "usage_trend", "usage_total", "journal_position").stream()
                    .mapToInt(table -> sql.update("delete from " + table, List.of()))
                    .sum();
        });

        collector.collect();

        List<TraceItem> rows = database.withSql(source -> new TraceLog(source)
                .slice(TraceFilter.ALL, 10, Optional.empty())
                .items());
        assertThat(rows).extracting(TraceItem::id).containsExactlyInAnyOrder("t0", "t1");
    }

    private List<Long> append(int count) {
        IntStream.range(0, count).forEach(i -> journal.append(Records.complete("t" + i, Records.NOON)));
        return journal.read(0, count).stream().map(entry -> entry.position()).toList();
    }

    private void after(Duration time) {
        now += time.toNanos();
    }

    private static final class RoomyJournal extends ListJournal {
        private int taken;

        @Override
        public Fill fill() {
            return new Fill(taken, 100);
        }
    }
}
