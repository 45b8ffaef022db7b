package org.externalmodels.registry.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.externalmodels.connector.journal.SegmentedJournal;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.Records;
import org.externalmodels.registry.support.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data folders that were copied, put back or tidied up: each record is stored, and stored once. */
class CopiedJournalTest {

    /** Its errors are meant here. Held, or the setting would be collected with the logger. */
    private static final List<Logger> QUIET =
            List.of(Logger.getLogger(UsageCollector.class.getName()), Logger.getLogger(ReadUpTo.class.getName()));

    static {
        QUIET.forEach(logger -> logger.setLevel(Level.OFF));
    }

    @TempDir
    private Path folder;

    private TestDatabase database;

    @BeforeEach
    void open() {
        database = Databases.H2.empty();
    }

    @Test
    void aFolderThatWasPutBackFromABackupGoesOn() throws IOException {
        Path data = folder.resolve("data");
        run(data, "t1");
        copy(data, folder.resolve("backup"));
        run(data, "t2");
        run(data, "t3", "t4");
        delete(data);
        copy(folder.resolve("backup"), data);

        run(data, "t5");
        run(data, "t6");

        assertThat(stored()).containsExactlyInAnyOrder("t1", "t2", "t3", "t4", "t5", "t6");
    }

    @Test
    void deletedFilesLoseNothingThatComesAfter() throws IOException {
        Path data = folder.resolve("data");
        run(data, "t1");
        run(data, "t2");
        try (Stream<Path> files = Files.list(data)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".avro")).toList()) {
                Files.delete(file);
            }
        }

        run(data, "t3");
        run(data, "t4");

        assertThat(stored()).containsExactlyInAnyOrder("t1", "t2", "t3", "t4");
    }

    @Test
    void twoServersWithCopiesOfOneFolderPartAndLoseNothing() throws IOException {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        run(one, "t0");
        copy(one, two);
        try (SegmentedJournal first = journal(one);
                SegmentedJournal second = journal(two)) {
            UsageCollector ofFirst = collector(first);
            UsageCollector ofSecond = collector(second);
            ofFirst.collect();
            ofSecond.collect();
            List<String> all = new ArrayList<>(List.of("t0"));
            for (int i = 1; i < 6; i++) {
                for (int k = 0; k < i; k++) {
                    append(first, all, "first-" + i + "-" + k);
                }
                append(second, all, "second-" + "x".repeat(i));
                ofFirst.collect();
                ofSecond.collect();
            }
            ofFirst.collect();
            ofSecond.collect();

            assertThat(first.id()).isNotEqualTo(second.id());
            assertThat(stored()).containsExactlyInAnyOrderElementsOf(all);
        }
    }

    /** Starts a server on a folder, lets it be called, and ends it when its records are stored. */
    private void run(Path data, String... calls) throws IOException {
        try (SegmentedJournal journal = journal(data)) {
            UsageCollector collector = collector(journal);
            collector.collect();
            for (String call : calls) {
                journal.append(Records.complete(call, Records.NOON));
            }
            collector.collect();
            assertThat(stored()).contains(calls);
        }
    }

    private UsageCollector collector(SegmentedJournal journal) {
        return new UsageCollector(journal, new TransactionalStore(database));
    }

    private static SegmentedJournal journal(Path data) throws IOException {
        return SegmentedJournal.open(data, Duration.ofMillis(50));
    }

    private static void append(SegmentedJournal journal, List<String> all, String call) throws IOException {
        journal.append(Records.complete(call, Records.NOON));
        all.add(call);
    }

    private List<String> stored() {
        return database.withSql(source -> new TraceLog(source)
                .slice(TraceFilter.ALL, 100, Optional.empty()).items().stream()
                        .map(TraceItem::id)
                        .toList());
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
