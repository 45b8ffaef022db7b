package org.externalmodels.connector.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.externalmodels.inference.spi.UsageJournal.Entry;
import org.externalmodels.inference.spi.UsageRecord;
import org.junit.jupiter.api.Test;

/** What is appended is given back in order and once, over restarts, and whatever a stop left half written. */
class SegmentedJournalTest extends JournalDirectory {

    @Test
    void givesBackWhatWasAppendedInOrder() throws IOException {
        try (SegmentedJournal journal = SegmentedJournal.open(directory, SYNC)) {
            UsageRecord first = Records.complete("t1");
            UsageRecord second = Records.failed("t2");
            journal.append(first);
            journal.append(second);

            List<Entry> entries = journal.read(0, 10);

            assertThat(entries).extracting(Entry::record).containsExactly(first, second);
            assertThat(entries.get(1).position()).isGreaterThan(entries.get(0).position());
        }
    }

    @Test
    void goesOnFromAPosition() throws IOException {
        try (SegmentedJournal journal = SegmentedJournal.open(directory, SYNC)) {
            for (int i = 0; i < 10; i++) {
                journal.append(Records.complete("t" + i));
            }

            List<Entry> first = journal.read(0, 4);
            List<Entry> rest = journal.read(first.get(3).position(), 100);

            assertThat(first).hasSize(4);
            assertThat(rest)
                    .extracting(entry -> entry.record().traceId())
                    .containsExactly("t4", "t5", "t6", "t7", "t8", "t9");
            assertThat(journal.read(rest.get(5).position(), 1)).isEmpty();
        }
    }

    @Test
    void keepsRecordsAndItsIdOverARestart() throws IOException {
        String id;
        try (SegmentedJournal journal = SegmentedJournal.open(directory, SYNC)) {
            id = journal.id();
            journal.append(Records.complete("before"));
        }
        try (SegmentedJournal journal = SegmentedJournal.open(directory, SYNC)) {
            journal.append(Records.complete("after"));

            assertThat(journal.id()).isEqualTo(id);
            assertThat(readAll(journal)).containsExactly("before", "after");
        }
    }

    @Test
    void underAnotherIdThereIsWhatFollowsAPosition() throws IOException {
        String id;
        try (SegmentedJournal journal = SegmentedJournal.open(directory, SYNC)) {
            id = journal.id();
            journal.append(Records.complete("told"));
            journal.append(Records.complete("untold"));
            journal.renew(journal.read(0, 1).get(0).position());

            assertThat(readAll(journal)).containsExactly("untold");
            assertThat(journal.id()).isNotEqualTo(id).hasSizeLessThanOrEqualTo(64);
            id = journal.id();
        }
        try (SegmentedJournal journal = SegmentedJournal.open(directory, SYNC)) {
            journal.append(Records.complete("after"));

            assertThat(journal.id()).isEqualTo(id);
            assertThat(readAll(journal)).containsExactly("untold", "after");
        }
    }

    @Test
    void tellsWhereItWasOpened() throws IOException {
        long before;
        try (SegmentedJournal journal = SegmentedJournal.open(directory, SYNC)) {
            journal.append(Records.complete("before"));
            before = journal.read(0, 1).get(0).position();
        }
        try (SegmentedJournal journal = SegmentedJournal.open(directory, SYNC)) {
            journal.append(Records.complete("after"));

            assertThat(journal.openedAt())
                    .isGreaterThan(before)
                    .isLessThan(journal.read(before, 1).get(0).position());
        }
    }

    @Test
    void refusesAnIdThatWasNotWrittenWhole() throws IOException {
        SegmentedJournal.open(directory, SYNC).close();
        for (String damaged : List.of("", "5c0ffee", "\0\0\0\0")) {
            Files.writeString(directory.resolve("journal.id"), damaged);

            assertThatThrownBy(() -> SegmentedJournal.open(directory, SYNC))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("journal.id");
        }
    }

    @Test
    void readsAroundATornEnd() throws IOException {
        try (SegmentedJournal journal = SegmentedJournal.open(directory, SYNC)) {
            journal.append(Records.complete("whole"));
            journal.append(Records.complete("torn"));
        }
        Path file = onlySegment();
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 20));
        try (SegmentedJournal journal = SegmentedJournal.open(directory, SYNC)) {
            journal.append(Records.complete("next"));

            assertThat(readAll(journal)).containsExactly("whole", "next");
        }
    }

    @Test
    void readsAroundDamageInTheMiddle() throws IOException {
        try (SegmentedJournal journal = SegmentedJournal.open(directory, SYNC)) {
            for (int i = 0; i < 50; i++) {
                journal.append(Records.complete("t" + i));
            }
        }
        Path file = onlySegment();
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 100, (byte) 0);
        Files.write(file, bytes, StandardOpenOption.TRUNCATE_EXISTING);
        try (SegmentedJournal journal = SegmentedJournal.open(directory, SYNC)) {
            assertThat(readAll(journal)).hasSizeBetween(47, 49).contains("t0", "t49");
        }
    }

    @Test
    void isNotStoppedByASegmentThatWasNeverFinished() throws IOException {
        try (SegmentedJournal journal = SegmentedJournal.open(directory, SYNC)) {
            journal.append(Records.complete("before"));
        }
        Files.write(directory.resolve("usage-0000000002.avro.new"), new byte[] {'O', 'b', 'j'});
        try (SegmentedJournal journal = SegmentedJournal.open(directory, SYNC)) {
            journal.append(Records.complete("after"));

            assertThat(readAll(journal)).containsExactly("before", "after");
        }
    }

    @Test
    void letsGoOfWhatIsReleased() throws IOException {
        try (SegmentedJournal journal = SegmentedJournal.open(directory, SYNC)) {
            journal.append(Records.complete("old"));
        }
        try (SegmentedJournal journal = SegmentedJournal.open(directory, SYNC)) {
            journal.append(Records.complete("new"));
            List<Entry> entries = new ArrayList<>(journal.read(0, 1));
            entries.addAll(journal.read(entries.get(0).position(), 1));

            journal.release(entries.get(1).position());

            assertThat(segments()).hasSize(1);
            assertThat(journal.read(entries.get(1).position(), 1)).isEmpty();
        }
    }

    @Test
    void refusesASecondServer() throws IOException {
        SegmentedJournal journal = SegmentedJournal.open(directory, SYNC);
        try {
            assertThatThrownBy(() -> SegmentedJournal.open(directory, SYNC))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(directory.toString());
        } finally {
            journal.close();
        }
    }

    @Test
    void isReadWhileManyWrite() throws Exception {
        int writers = 4;
        int each = 500;
        Set<String> read = new HashSet<>();
        try (SegmentedJournal journal = SegmentedJournal.open(directory, Duration.ZERO)) {
            ExecutorService threads = Executors.newFixedThreadPool(writers);
            List<Future<?>> running = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                int writer = w;
                running.add(threads.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        journal.append(Records.complete(writer + "-" + i));
                    }
                    return null;
                }));
            }
            long after = 0;
            while (read.size() < writers * each) {
                List<Entry> entries = journal.read(after, 100);
                for (Entry entry : entries) {
                    assertThat(read.add(entry.record().traceId())).isTrue();
                    after = entry.position();
                }
                if (entries.isEmpty() && running.stream().allMatch(Future::isDone)) {
                    break;
                }
            }
            for (Future<?> writer : running) {
                writer.get();
            }
            journal.read(after, 100_000)
                    .forEach(entry -> read.add(entry.record().traceId()));
            threads.shutdown();
        }
        assertThat(read).hasSize(writers * each);
    }
}
