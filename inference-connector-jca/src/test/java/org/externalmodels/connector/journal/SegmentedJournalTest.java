package org.externalmodels.connector.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.awaitility.Awaitility;
import org.externalmodels.inference.spi.UsageJournal.Entry;
import org.externalmodels.inference.spi.UsageRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentedJournalTest {

    private static final Duration SYNC = Duration.ofMillis(50);

    @TempDir
    Path directory;

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
    void readsTheBacklogOfAReleaseThatKnewFewerFields() throws IOException {
        UsageRecord known = Records.complete("t1");
        Set<String> newer = Set.of("images", "audioMillis", "waitedNanos", "key");
        List<Schema.Field> older = UsageRecordFormat.SCHEMA.getFields().stream()
                .filter(field -> !newer.contains(field.name()))
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        Schema schema = Schema.createRecord("UsageRecord", null, UsageRecordFormat.SCHEMA.getNamespace(), false, older);
        Path file;
        try (SegmentedJournal journal = SegmentedJournal.open(directory, SYNC)) {
            journal.append(known);
            file = onlySegment();
        }
        GenericRecord data;
        try (var reader = new DataFileReader<>(file.toFile(), new GenericDatumReader<GenericRecord>(null, schema))) {
            data = reader.next();
        }
        try (var writer = new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(schema))) {
            writer.create(schema, file.toFile());
            writer.append(data);
        }

        try (SegmentedJournal journal = SegmentedJournal.open(directory, SYNC)) {
            UsageRecord read = journal.read(0, 1).get(0).record();
            assertThat(read.usage()).isEqualTo(known.usage());
            assertThat(read.output()).isEqualTo(known.output());
            assertThat(read.media()).isEqualTo(UsageRecord.MediaUsage.UNKNOWN);
            assertThat(read.waited()).isEmpty();
        }
    }

    @Test
    void keepsARecordInWordsOfALaterRelease() throws IOException {
        Path file;
        try (SegmentedJournal journal = SegmentedJournal.open(directory, SYNC)) {
            journal.append(Records.complete("t1"));
            journal.append(Records.failed("t2"));
            file = onlySegment();
        }
        List<GenericRecord> data = new ArrayList<>();
        try (var reader = new DataFileReader<>(file.toFile(), new GenericDatumReader<GenericRecord>())) {
            reader.forEach(data::add);
        }
        data.forEach(record -> {
            record.put("source", "TELEPATHY");
            record.put("usageSource", "ORACLE");
            record.put("finishReason", "ENLIGHTENMENT");
        });
        data.get(1).put("status", "POSTPONED");
        data.get(1).put("code", "NOT_YET");
        try (var writer = new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(UsageRecordFormat.SCHEMA))) {
            writer.create(UsageRecordFormat.SCHEMA, file.toFile());
            for (GenericRecord record : data) {
                writer.append(record);
                writer.sync();
            }
        }

        try (SegmentedJournal journal = SegmentedJournal.open(directory, SYNC)) {
            List<Entry> read = journal.read(0, 10);

            assertThat(read).extracting(entry -> entry.record().traceId()).containsExactly("t1", "t2");
            assertThat(read.get(0).record().usage().outputTokens()).hasValue(34);
            UsageRecord.Outcome outcome = read.get(1).record().outcome();
            assertThat(outcome.status()).isEqualTo(UsageRecord.Status.FAILED);
            assertThat(outcome.message()).hasValue("NOT_YET: no answer 🙂");
        }
    }

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

    private static List<String> readAll(SegmentedJournal journal) {
        List<String> traceIds = new ArrayList<>();
        long after = 0;
        for (List<Entry> entries = journal.read(0, 7); !entries.isEmpty(); entries = journal.read(after, 7)) {
            entries.forEach(entry -> traceIds.add(entry.record().traceId()));
            after = entries.get(entries.size() - 1).position();
        }
        return traceIds;
    }

    private Path onlySegment() throws IOException {
        List<Path> segments = segments();
        assertThat(segments).hasSize(1);
        return segments.get(0);
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".avro")).toList();
        }
    }
}
