package org.externalmodels.connector.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is reserved for records: what a process that is killed leaves of it, and when it is given back. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Nothing is reserved there")
class MappedRoomTest extends JournalDirectory {

    private static final int RECORDS = 20;

    /** Where a journal is that its process left as it was. */
    @TempDir
    Path left;

    private long used;

    @BeforeEach
    void killAProcess() throws IOException {
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
