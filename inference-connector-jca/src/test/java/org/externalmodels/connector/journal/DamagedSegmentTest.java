package org.externalmodels.connector.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.apache.avro.file.DataFileConstants;
import org.externalmodels.inference.spi.UsageJournal.Entry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What damage to a finished segment costs: the records that it is in, or a file that is kept for people to look at. */
class DamagedSegmentTest {

    private static final int RECORDS = 30;
    private static final Duration SYNC = Duration.ofMillis(50);

    /** Damage is meant here. Held, or the setting would be collected with the logger. */
    private static final Logger QUIET = Logger.getLogger("org.externalmodels.connector.journal");

    static {
        QUIET.setLevel(Level.OFF);
    }

    private Path directory;
    private Path file;
    private byte[] bytes;

    /** Where each block begins, and where the last one ends. */
    private final List<Integer> blocks = new ArrayList<>();

    @BeforeEach
    @BeforeTry
    void write() throws IOException {
        directory = Files.createTempDirectory("journal");
        blocks.clear();
        try (SegmentedJournal journal = open(SegmentedJournal.DEFAULT_LIMIT)) {
            file = directory.resolve("usage-0000000001.avro");
            blocks.add((int) Files.size(file));
            for (int i = 0; i < RECORDS; i++) {
                journal.append(i % 3 == 0 ? Records.failed("t" + i) : Records.complete("t" + i));
                blocks.add((int) Files.size(file));
            }
        }
        bytes = Files.readAllBytes(file);
    }

    /** On a disk with too little room to reserve any, so that its files are as long as their records. */
    private SegmentedJournal open(long limit) throws IOException {
        return SegmentedJournal.open(directory, SYNC, limit, path -> () -> 2_000_000);
    }

    @AfterEach
    @AfterTry
    void remove() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        }
    }

    @Property(tries = 300)
    void costsTheRecordsThatItIsIn(
            @ForAll @IntRange(max = Integer.MAX_VALUE) int seed, @ForAll @Size(min = 1, max = 40) List<Byte> written)
            throws IOException {
        int first = blocks.get(0);
        int place = first + seed % (bytes.length - first);
        damage(place, written);

        assertThat(readAgain()).containsSubsequence(apartFrom(place, written.size()));
    }

    @Property(tries = 300)
    void costsNoFileWhereItIsInTheHeader(
            @ForAll @IntRange(max = Integer.MAX_VALUE) int seed, @ForAll @Size(min = 1, max = 4) List<Byte> written)
            throws IOException {
        int place = seed % (blocks.get(0) - 4);
        damage(place, written);

        List<String> read = readAgain();

        assertThat(read).endsWith("after");
        if (read.size() < RECORDS + 1) {
            assertThat(read).containsExactly("after");
            assertThat(directory.resolve("usage-0000000001.avro.damaged")).exists();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100_000, 1_500_000_000})
    void aSizeThatIsLargerThanTheFileHidesNoRecordBehindIt(int size) throws IOException {
        int begin = blocks.get(10);
        damage(begin, headWithSize(size));

        assertThat(readAgain()).containsSubsequence(apartFrom(begin, 6));
    }

    @Test
    void aSizeThatTakesInTheNextRecordsCostsNoneOfThem() throws IOException {
        int begin = blocks.get(10);
        int headLength = 3;
        damage(begin, headWithSize(blocks.get(13) - DataFileConstants.SYNC_SIZE - headLength - begin));

        List<String> read = readAgain();

        assertThat(read).contains("t11", "t12", "t13").doesNotContain("t10").hasSize(RECORDS);
    }

    @Test
    void aLengthThatIsLargerThanTheMemoryCostsOneRecord() throws IOException {
        int begin = blocks.get(10) + 3;
        damage(begin, headWithSize(1_900_000_000).subList(1, 6));

        assertThat(readAgain()).containsSubsequence(apartFrom(begin, 5)).hasSize(RECORDS);
    }

    @Test
    void aSegmentThatIsSetAsideTakesNoRoom() throws IOException {
        damage(0, List.of((byte) 0));
        long limit = bytes.length;
        try (SegmentedJournal journal = open(limit)) {
            assertThat(journal.fill().isFull()).isTrue();

            assertThat(journal.read(0, 10)).isEmpty();

            assertThat(journal.fill().isFull()).isFalse();
        }
        assertThat(Files.readAllBytes(directory.resolve("usage-0000000001.avro.damaged")))
                .hasSize(bytes.length);
    }

    @Test
    void halfARecordIsNoDamage() throws IOException {
        Files.write(file, Arrays.copyOf(bytes, blocks.get(1) - 20));

        assertThat(readAgain()).containsExactly("after");
        assertThat(file).exists();
    }

    /** Two numbers, each in zigzag and seven bits a byte. */
    private static List<Byte> headWithSize(long size) {
        List<Byte> head = new ArrayList<>(List.of((byte) 2));
        long left = size << 1;
        for (; left > 0x7F; left >>>= 7) {
            head.add((byte) (left | 0x80));
        }
        head.add((byte) left);
        return head;
    }

    private void damage(int place, List<Byte> written) throws IOException {
        byte[] damaged = bytes.clone();
        for (int i = 0; i < written.size() && place + i < damaged.length; i++) {
            damaged[place + i] = written.get(i);
        }
        Files.write(file, damaged);
    }

    /** Where the end of a block is damaged, the next one cannot be told from it. */
    private List<String> apartFrom(int place, int length) {
        Set<Integer> hit = new TreeSet<>();
        for (int i = 0; i < RECORDS; i++) {
            if (place < blocks.get(i + 1) && place + length > blocks.get(i)) {
                hit.add(i);
                hit.add(i + 1);
            }
        }
        return IntStream.range(0, RECORDS)
                .filter(i -> !hit.contains(i))
                .mapToObj(i -> "t" + i)
                .collect(Collectors.toList());
    }

    /** In pieces, as a collector does, after a restart and a call. */
    private List<String> readAgain() {
        List<String> read = new ArrayList<>();
        Set<Long> positions = new HashSet<>();
        try (SegmentedJournal journal = open(SegmentedJournal.DEFAULT_LIMIT)) {
            journal.append(Records.complete("after"));
            long after = 0;
            for (List<Entry> entries = journal.read(0, 7); !entries.isEmpty(); entries = journal.read(after, 7)) {
                for (Entry entry : entries) {
                    read.add(entry.record().traceId());
                    assertThat(positions.add(entry.position())).isTrue();
                    after = entry.position();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read;
    }
}
