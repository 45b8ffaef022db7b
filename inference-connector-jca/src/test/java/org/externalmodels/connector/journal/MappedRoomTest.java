package org.externalmodels.connector.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is reserved for records: what a process that is killed leaves of it, and when it is given back. */
class MappedRoomTest extends JournalDirectory {

    private static final int RECORDS = 20;

    /** Where a journal is that its process left as it was. */
    @TempDir
    Path left;

    private long used;

    @BeforeEach
    void killAProcess() throws IOException {
        assumeTrue(DiskRoom.of(directory).keepsRoom(), "Nothing is reserved on this disk");
        try (SegmentedJournal journal = SegmentedJournal.open(directory, SYNC)) {
            for (int i = 0; i < RECORDS; i++) {
                journal.append(Records.complete("t" + i));
            }
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.copy(file, left.resolve(file.getFileName()));
                }
            }
        }
        used = Files.size(onlySegment());
    }

    private Path segment() {
        return left.resolve("usage-0000000001.avro");
    }

    private SegmentedJournal again() throws IOException {
        return SegmentedJournal.open(left, SYNC);
    }

    @Test
    void aSegmentThatIsWrittenToHasItsRoomAndOneThatIsClosedIsAsLongAsItsRecords() throws IOException {
        assertThat(Files.size(segment())).isGreaterThan(Segment.BYTES);
        assertThat(used).isBetween(RECORDS * 200L, RECORDS * 2_000L);
    }

    @Test
    void allThatWasAppendedIsThereAndTheRestIsGivenBack() throws IOException {
        try (SegmentedJournal journal = again()) {
            assertThat(Files.size(segment())).isEqualTo(used);
            journal.append(Records.complete("after"));

            assertThat(readAll(journal)).hasSize(RECORDS + 1).startsWith("t0").endsWith("t" + (RECORDS - 1), "after");
            assertThat(journal.fill().percent()).isZero();
        }
    }

    /** Its first byte is copied last. */
    @ParameterizedTest
    @ValueSource(ints = {1, 20, 300})
    void aRecordThatWasHalfCopiedIsNotThereAndCostsNoOther(int copied) throws IOException {
        byte[] bytes = Files.readAllBytes(segment());
        Arrays.fill(bytes, (int) used + 1, (int) used + 1 + copied, (byte) 7);
        Files.write(segment(), bytes);

        try (SegmentedJournal journal = again()) {
            journal.append(Records.complete("after"));

            assertThat(readAll(journal)).hasSize(RECORDS + 1).endsWith("t" + (RECORDS - 1), "after");
        }
    }

    /** As after a power cut, when what came later may be on the disk before. */
    @Test
    void roomInTheMiddleThatIsZeroCostsTheRecordsThatAreInIt() throws IOException {
        byte[] bytes = Files.readAllBytes(segment());
        Arrays.fill(bytes, (int) used - 1_500, (int) used - 1_000, (byte) 0);
        Files.write(segment(), bytes);

        try (SegmentedJournal journal = again()) {
            assertThat(readAll(journal))
                    .hasSizeBetween(RECORDS - 6, RECORDS - 1)
                    .contains("t0", "t" + (RECORDS - 1));
        }
    }

    @Test
    void aRecordThatIsLargerThanTheRestOfTheRoomIsWritten() throws IOException {
        String book = "x".repeat(Segment.BYTES + (2 << 20));
        try (SegmentedJournal journal = again()) {
            journal.append(Records.complete("small"));
            journal.append(Records.saying("large", book));
            journal.append(Records.complete("next"));

            assertThat(readAll(journal)).hasSize(RECORDS + 3).endsWith("small", "large", "next");
        }
        try (SegmentedJournal journal = again()) {
            assertThat(readAll(journal)).hasSize(RECORDS + 3).endsWith("small", "large", "next");
        }
    }

    @Test
    void aSegmentThatIsFullIsMappedNoLongerWhenItIsSynced() throws IOException {
        Path maps = Path.of("/proc/self/maps");
        assumeTrue(Files.isReadable(maps), "This system does not tell what is mapped");
        try (SegmentedJournal journal = again()) {
            journal.append(Records.saying("fills it", "x".repeat(Segment.BYTES)));
            journal.append(Records.complete("next"));
            journal.sync();

            assertThat(Files.readString(maps))
                    .contains(left + "/usage-0000000003")
                    .doesNotContain(left + "/usage-0000000002");
            assertThat(readAll(journal)).endsWith("fills it", "next");
        }
        assertThat(Files.readString(maps)).doesNotContain(left.toString());
    }

    /** A page that cannot be had, as from a broken disk. In a thread of its own, as Java may throw the error anywhere in it. */
    @Test
    void aRecordThatTheDiskLetsGoOfIsToldOf() throws Exception {
        List<String> kept = new ArrayList<>();
        AtomicInteger refused = new AtomicInteger();
        try (SegmentedJournal journal = SegmentedJournal.open(left, SYNC)) {
            for (int i = 0; i < 100; i++) {
                journal.append(Records.complete("before"));
            }
            try (FileChannel live = FileChannel.open(left.resolve("usage-0000000002.avro"), StandardOpenOption.WRITE)) {
                live.truncate(0);
            }
            Thread writer = new Thread(() -> append(journal, kept, refused));
            writer.start();
            writer.join();

            assertThat(refused.get()).isPositive();
            assertThat(kept).hasSizeGreaterThan(100);
            assertThat(readAll(journal)).containsSubsequence(kept);
        }
    }

    private static void append(SegmentedJournal journal, List<String> kept, AtomicInteger refused) {
        for (int i = 0; i < 200; i++) {
            try {
                journal.append(Records.complete("k" + i));
                kept.add("k" + i);
            } catch (IOException | InternalError e) {
                refused.incrementAndGet();
            }
        }
    }

    @Test
    void closedWithoutASyncItTakesNoMore() throws IOException {
        MoodyDisk disk = new MoodyDisk();
        SegmentedJournal journal = SegmentedJournal.open(left, Duration.ofMinutes(1), 1_000_000, path -> disk);
        journal.append(Records.complete("last"));
        disk.fail(new IOException("meant"));
        assertThatThrownBy(journal::close).isInstanceOf(IOException.class);

        assertThatThrownBy(() -> journal.append(Records.complete("late"))).isInstanceOf(IOException.class);

        try (SegmentedJournal next = again()) {
            assertThat(readAll(next)).hasSize(RECORDS + 1).endsWith("last");
        }
    }

    @Test
    void anInterruptWithholdsNoRecordThatIsLargerThanTheRestOfTheRoom() throws IOException {
        try (SegmentedJournal journal = again()) {
            Thread.currentThread().interrupt();
            journal.append(Records.saying("large", "x".repeat(Segment.BYTES + (2 << 20))));
            assertThat(Thread.interrupted()).isTrue();

            assertThat(readAll(journal)).endsWith("large");
        }
    }

    @Test
    void closedItTakesNoMoreAndMakesNoSegment() throws IOException {
        SegmentedJournal journal = again();
        journal.append(Records.saying("fills it", "x".repeat(Segment.BYTES)));
        journal.close();
        List<Path> closed = files(left);

        assertThatThrownBy(() -> journal.append(Records.complete("late")))
                .isInstanceOf(IOException.class)
                .hasMessage("the usage journal is closed");
        assertThat(files(left)).isEqualTo(closed);
    }

    @Test
    void closedOnADiskThatTakesNothingNoSegmentStaysMapped() throws IOException {
        Path maps = Path.of("/proc/self/maps");
        assumeTrue(Files.isReadable(maps), "This system does not tell what is mapped");
        MoodyDisk disk = new MoodyDisk();
        SegmentedJournal journal =
                SegmentedJournal.open(left, Duration.ofMinutes(1), SegmentedJournal.DEFAULT_LIMIT, path -> disk);
        for (String name : List.of("first", "second", "third")) {
            journal.append(Records.saying(name, "x".repeat(Segment.BYTES)));
        }
        disk.fail(new IOException("meant"));

        assertThatThrownBy(journal::close).isInstanceOf(IOException.class);

        assertThat(Files.readString(maps)).doesNotContain(left.toString());
    }

    @Test
    void anInterruptKeepsNoSegmentFromBeingMadeWithItsRoom() throws IOException {
        try (SegmentedJournal journal = again()) {
            Thread.currentThread().interrupt();
            for (String name : List.of("one", "two", "three")) {
                journal.append(Records.saying(name, "x".repeat(Segment.BYTES)));
            }
            assertThat(Thread.interrupted()).isTrue();

            assertThat(Files.size(left.resolve("usage-0000000004.avro"))).isGreaterThan(Segment.BYTES);
            assertThat(readAll(journal)).endsWith("one", "two", "three");
        }
    }

    @Test
    void nothingIsMadeAheadAfterItIsClosed() throws Exception {
        for (int round = 0; round < 10; round++) {
            Path folder = Files.createDirectory(left.resolve("round-" + round));
            try (SegmentedJournal journal = SegmentedJournal.open(folder, Duration.ofMillis(1))) {
                journal.append(Records.saying("half", "x".repeat(Segment.BYTES / 2 + 1)));
            }
            List<Path> closed = files(folder);
            Thread.sleep(20);

            assertThat(files(folder)).isEqualTo(closed);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void usedIsWhatComesBeforeNothingButZeros() throws IOException {
        for (int length : new int[] {0, 1, 70_000}) {
            byte[] bytes = new byte[200_000];
            Arrays.fill(bytes, 0, length, (byte) 1);
            Path file = Files.write(left.resolve("zeros"), bytes);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                assertThat(MappedRoom.used(channel)).isEqualTo(length);
            }
        }
    }
}
