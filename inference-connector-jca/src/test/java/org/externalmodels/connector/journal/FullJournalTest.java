package org.externalmodels.connector.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.externalmodels.inference.spi.UsageJournal.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A journal is full at its limit or that of its disk, keeps room for calls under way, and has room again. */
class FullJournalTest extends JournalDirectory {

    @Test
    void isFullWhenItsDiskIs() throws IOException {
        long[] usable = {Long.MAX_VALUE};
        try (SegmentedJournal journal = SegmentedJournal.open(directory, SYNC, 1_000_000, path -> () -> usable[0])) {
            journal.append(Records.complete("t1"));
            assertThat(journal.fill().percent()).isZero();

            usable[0] = 300_000;
            Awaitility.await()
                    .untilAsserted(() -> assertThat(journal.fill().percent()).isEqualTo(80));
            usable[0] = 100_000;
            Awaitility.await().until(() -> journal.fill().isFull());
            // The record of a call that was under way.
            journal.append(Records.complete("t2"));

            usable[0] = 2_000_000;
            Awaitility.await()
                    .untilAsserted(() -> assertThat(journal.fill().percent()).isZero());
            assertThat(readAll(journal)).containsExactly("t1", "t2");
        }
    }

    /** On a disk of its own, where this may be made; it takes a file system to be really full. */
    @ParameterizedTest
    @ValueSource(ints = {0, 50})
    void survivesADiskWithoutAByteLeft(int syncMillis) throws Exception {
        Duration sync = Duration.ofMillis(syncMillis);
        Path disk = Files.createDirectory(directory.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.toString()));
        try {
            List<String> kept = new ArrayList<>();
            try (SegmentedJournal journal =
                    SegmentedJournal.open(disk, sync, 10_000_000, path -> () -> Long.MAX_VALUE)) {
                Path others = disk.resolve("of-others");
                Files.write(others, new byte[100_000]);
                int refused = 0;
                for (int i = 0; i < 3_000; i++) {
                    try {
                        journal.append(Records.complete("t" + i));
                        kept.add("t" + i);
                    } catch (IOException full) {
                        refused++;
                    }
                }
                assertThat(refused).isPositive();
                assertThat(journal.fill().isFull()).isTrue();
                assertThat(readAll(journal)).containsExactlyElementsOf(kept);

                Files.delete(others);
                Awaitility.await().until(() -> !journal.fill().isFull());
                journal.append(Records.complete("again"));
                kept.add("again");
                assertThat(readAll(journal)).containsExactlyElementsOf(kept);
            }
            try (SegmentedJournal journal =
                    SegmentedJournal.open(disk, sync, 10_000_000, path -> () -> Long.MAX_VALUE)) {
                assertThat(readAll(journal)).containsExactlyElementsOf(kept);
            }
        } finally {
            run("umount", disk.toString());
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    @Test
    void saysThatItIsFullAtItsLimitAndKeepsATenthMoreForCallsUnderWay() throws IOException {
        try (SegmentedJournal journal = SegmentedJournal.open(directory, SYNC, 20_000)) {
            int kept = 0;
            while (!journal.fill().isFull()) {
                journal.append(Records.complete("t" + kept++));
            }
            assertThat(journal.fill().percent()).isBetween(100, 102);
            journal.append(Records.complete("under way"));

            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1_000; i++) {
                            journal.append(Records.complete("too much"));
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("full");
            assertThat(journal.fill().percent()).isBetween(110, 112);
            assertThat(readAll(journal)).contains("t0", "t" + (kept - 1), "under way");
        }
    }

    @Test
    void refusedCallsLeaveTheRoomToThoseUnderWay() throws IOException {
        try (SegmentedJournal journal = SegmentedJournal.open(directory, SYNC, 100_000)) {
            while (!journal.fill().isFull()) {
                journal.append(Records.complete("t"));
            }
            for (int i = 0; i < 1_000; i++) {
                journal.appendRefused(Records.failed("refused"));
            }
            int kept = (int) readAll(journal).stream().filter("refused"::equals).count();
            assertThat(kept).isBetween(1, 10);
            assertThat(journal.fill().percent()).isBetween(100, 101);

            journal.append(Records.complete("under way"));
            assertThat(readAll(journal)).endsWith("under way");
        }
    }

    @Test
    void refusedCallsLeaveTheLastRoomOfADiskToThoseUnderWay() throws IOException {
        try (SegmentedJournal journal = SegmentedJournal.open(directory, SYNC, 1_000_000, path -> () -> 50_000)) {
            journal.appendRefused(Records.failed("refused"));
            journal.append(Records.complete("under way"));

            assertThat(readAll(journal)).containsExactly("under way");
        }
    }

    @Test
    void hasRoomAgainWhenRecordsAreReleased() throws IOException {
        try (SegmentedJournal journal = SegmentedJournal.open(directory, SYNC, 40_000)) {
            while (!journal.fill().isFull()) {
                journal.append(Records.complete("old"));
            }
        }
        try (SegmentedJournal journal = SegmentedJournal.open(directory, SYNC, 40_000)) {
            assertThat(journal.fill().isFull()).isTrue();
            journal.append(Records.complete("new"));
            List<Entry> all = journal.read(0, 1_000);
            List<Entry> last = journal.read(all.get(all.size() - 1).position(), 1);

            journal.release(last.get(0).position());

            assertThat(journal.fill().percent()).isLessThan(50);
        }
    }
}
