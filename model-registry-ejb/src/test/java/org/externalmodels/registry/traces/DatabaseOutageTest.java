package org.externalmodels.registry.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.externalmodels.inference.spi.UsageJournal;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.analytics.UsageFact;
import org.externalmodels.registry.support.ListJournal;
import org.externalmodels.registry.support.PostgresServer;
import org.externalmodels.registry.support.Records;
import org.externalmodels.registry.support.TestDatabase;
import org.junit.jupiter.api.Test;

class DatabaseOutageTest {

    private final ListJournal journal = new ListJournal();

    @Test
    void recordsWaitWhileTheServerIsAwayAndItIsToldOnce() {
        assumeTrue(PostgresServer.installed(), "PostgreSQL's server is not installed on this machine");
        PostgresServer server = PostgresServer.own();
        try (TestDatabase database = TestDatabase.on(server);
                RecordedLog log = new RecordedLog()) {
            UsageCollector collector = new UsageCollector(journal, new TransactionalStore(database));
            append(0, 5);
            collector.collect();

            server.stop();
            append(5, 9);
            collector.collect();
            collector.collect();
            assertThat(journal.waiting()).isEqualTo(4);

            server.start();
            // Connections that died with the server are noticed once.
            IntStream.range(0, 3).forEach(i -> collector.collect());

            assertThat(journal.waiting()).isZero();
            assertThat(ids(database)).hasSize(9).doesNotHaveDuplicates();
            assertThat(log.levels()).containsExactly(Level.WARNING, Level.INFO);
        }
    }

    @Test
    void recordsWaitWhileTheDatabaseIsReadOnly() {
        assumeTrue(PostgresServer.installed(), "PostgreSQL's server is not installed on this machine");
        PostgresServer server = PostgresServer.own();
        try (TestDatabase database = TestDatabase.on(server);
                RecordedLog log = new RecordedLog()) {
            boolean[] readOnly = {true};
            UsageCollector collector = new UsageCollector(journal, new TransactionalStore(database) {
                @Override
                public List<UsageFact> store(String journalId, long after, List<UsageJournal.Entry> entries) {
                    return database.withSql(source -> {
                        if (readOnly[0]) {
                            new Sql(source).update("set transaction read only", List.of());
                        }
                        return new TraceStore(source).store(journalId, after, entries);
                    });
                }
            });
            append(0, 5);
            collector.collect();
            collector.collect();
            assertThat(journal.waiting()).isEqualTo(5);

            readOnly[0] = false;
            collector.collect();

            assertThat(journal.waiting()).isZero();
            assertThat(ids(database)).hasSize(5).doesNotHaveDuplicates();
            assertThat(log.levels()).containsExactly(Level.WARNING, Level.INFO);
        }
    }

    private void append(int from, int to) {
        IntStream.range(from, to).forEach(i -> journal.append(Records.complete("t" + i, Records.NOON)));
    }

    private static List<String> ids(TestDatabase database) {
        return database.withSql(source -> new TraceLog(source)
                .slice(TraceFilter.ALL, 100, Optional.empty()).items().stream()
                        .map(TraceItem::id)
                        .toList());
    }

    /** What the collector logs, kept from the console. */
    private static final class RecordedLog extends Handler implements AutoCloseable {
        private final Logger logger = Logger.getLogger(UsageCollector.class.getName());
        private final List<Level> levels = new ArrayList<>();
        private final Level before = logger.getLevel();

        RecordedLog() {
            logger.setLevel(Level.ALL);
            logger.setUseParentHandlers(false);
            logger.addHandler(this);
        }

        List<Level> levels() {
            return levels;
        }

        @Override
        public void publish(LogRecord record) {
            levels.add(record.getLevel());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
            logger.setUseParentHandlers(true);
            logger.setLevel(before);
        }
    }
}
