package org.externalmodels.connector.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.externalmodels.inference.spi.UsageJournal.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalSyncTest {

    private static final Duration EACH = Duration.ZERO;
    private static final Duration SOON = Duration.ofMillis(5);

    /** Failures are meant here. Held, or the setting would be collected with the logger. */
    private static final Logger QUIET = Logger.getLogger("org.externalmodels.connector.journal");

    static {
        QUIET.setLevel(Level.OFF);
    }

    @TempDir
    Path directory;

    private final MoodyDisk disk = new MoodyDisk();

    private SegmentedJournal open(Duration sync) throws IOException {
        return SegmentedJournal.open(directory, sync, 1_000_000, path -> disk);
    }

    @Test
    void makesUpForASyncThatFailed() throws IOException {
        try (SegmentedJournal journal = open(SOON)) {
            disk.fail(new IOException("meant"));
            journal.append(Records.complete("t1"));
            Awaitility.await().until(() -> disk.failed() > 1);
            Duration owed = journal.sinceSync();

            disk.recover();

            Awaitility.await().until(() -> disk.forced() > 0);
            Awaitility.await().until(() -> journal.sinceSync().compareTo(owed) < 0);
        }
    }

    @Test
    void goesOnAfterAnError() throws IOException {
        try (SegmentedJournal journal = open(SOON)) {
            disk.fail(new OutOfMemoryError("meant"));
            journal.append(Records.complete("t1"));
            Awaitility.await().until(() -> disk.failed() > 0);

            disk.recover();

            Awaitility.await().until(() -> disk.forced() > 0);
        }
    }

    @Test
    void aRecordThatCouldNotBeSyncedBeforeItsAnswerIsNotReadLater() throws IOException {
        try (SegmentedJournal journal = open(EACH)) {
            journal.append(Records.complete("before"));
            disk.fail(new IOException("meant"));
            assertThatThrownBy(() -> journal.append(Records.complete("withheld")))
                    .isInstanceOf(IOException.class);
            disk.recover();
            journal.append(Records.complete("after"));

            assertThat(journal.read(0, 1)).extracting(JournalSyncTest::id).containsExactly("before");
            long before = journal.read(0, 1).get(0).position();
            assertThat(journal.read(before, 9)).extracting(JournalSyncTest::id).containsExactly("after");
        }
    }

    @Test
    void hasRoomAgainAlthoughNobodyCallsWhereEachAppendIsSynced() throws IOException {
        try (SegmentedJournal journal = open(EACH)) {
            disk.fail(new IOException("meant"));
            assertThatThrownBy(() -> journal.append(Records.complete("withheld")))
                    .isInstanceOf(IOException.class);
            disk.recover();

            Awaitility.await().until(() -> !journal.fill().isFull());
        }
    }

    @Test
    void anInterruptLeavesNoRecordUnsyncedWhereEachIsWritten() throws IOException {
        disk.leave(2_000_000);
        try (SegmentedJournal journal = open(EACH)) {
            Thread.currentThread().interrupt();
            journal.append(Records.complete("t1"));
            assertThat(disk.forced()).isEqualTo(1);
            journal.append(Records.complete("t2"));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(disk.forced()).isEqualTo(2);
            assertThat(journal.read(0, 9)).extracting(JournalSyncTest::id).containsExactly("t1", "t2");
        }
    }

    /** Who would close what another waits for, or come back while it is being closed. */
    @Test
    void aSecondSyncWaitsForTheFirst() throws Exception {
        try (SegmentedJournal journal =
                SegmentedJournal.open(directory, Duration.ofDays(1), SegmentedJournal.DEFAULT_LIMIT, path -> disk)) {
            journal.append(Records.saying("fills it", "x".repeat(Segment.BYTES)));
            journal.append(Records.complete("next"));
            FutureTask<Void> first = syncing(journal);
            FutureTask<Void> second = syncing(journal);
            disk.holdOneAfter(1);
            new Thread(first).start();
            disk.awaitHeld();
            Thread other = new Thread(second);
            other.start();
            try {
                Awaitility.await().until(() -> second.isDone() || other.getState() == Thread.State.WAITING);
                assertThat(second.isDone()).isFalse();
            } finally {
                disk.release();
            }

            first.get();
            second.get();
            assertThat(journal.read(0, 9)).extracting(JournalSyncTest::id).containsExactly("fills it");
        }
    }

    @Test
    void aCloseWaitsForASyncThatItsThreadIsInterruptedFor() throws Exception {
        SegmentedJournal journal = openWithADiskThatHangs();
        FutureTask<Boolean> closing = new FutureTask<>(() -> {
            Thread.currentThread().interrupt();
            journal.close();
            return Thread.interrupted();
        });
        Thread closer = new Thread(closing);
        closer.start();
        Awaitility.await().until(() -> closing.isDone() || closer.getState() == Thread.State.TIMED_WAITING);
        disk.release();

        assertThat(closing.get()).as("the interrupt is still there").isTrue();
        try (SegmentedJournal next = open(SOON)) {
            assertThat(next.read(0, 9)).extracting(JournalSyncTest::id).containsExactly("t1");
        }
    }

    @Test
    void whatADiskThatHangsIsAtWorkOnIsClosedWhenItGoesOn() throws Exception {
        SegmentedJournal journal = openWithADiskThatHangs();
        try {
            assertThatThrownBy(journal::close).hasMessageStartingWith("the disk does not answer");
            assertThatThrownBy(() -> open(SOON)).hasMessageContaining("is open in this server already");
        } finally {
            disk.release();
        }

        Awaitility.await().until(this::isFree);
    }

    /** With a record that is about to be synced. */
    private SegmentedJournal openWithADiskThatHangs() throws Exception {
        SegmentedJournal journal = open(SOON);
        disk.holdOneAfter(0);
        journal.append(Records.complete("t1"));
        disk.awaitHeld();
        return journal;
    }

    private boolean isFree() {
        try (SegmentedJournal next = open(SOON)) {
            return next.read(0, 9).size() == 1;
        } catch (IOException inUse) {
            return false;
        }
    }

    private static FutureTask<Void> syncing(SegmentedJournal journal) {
        return new FutureTask<>(() -> {
            journal.sync();
            return null;
        });
    }

    private static String id(Entry entry) {
        return entry.record().traceId();
    }
}
