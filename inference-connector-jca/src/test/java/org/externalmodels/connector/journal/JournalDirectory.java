package org.externalmodels.connector.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.externalmodels.inference.spi.UsageJournal.Entry;
import org.junit.jupiter.api.io.TempDir;

/** A directory for a journal, its segments, and all that a journal in it gives back. */
abstract class JournalDirectory {

    static final Duration SYNC = Duration.ofMillis(50);

    @TempDir
    Path directory;

    static List<String> readAll(SegmentedJournal journal) {
        List<String> traceIds = new ArrayList<>();
        long after = 0;
        for (List<Entry> entries = journal.read(0, 7); !entries.isEmpty(); entries = journal.read(after, 7)) {
            entries.forEach(entry -> traceIds.add(entry.record().traceId()));
            after = entries.get(entries.size() - 1).position();
        }
        return traceIds;
    }

    Path onlySegment() throws IOException {
        List<Path> segments = segments();
        assertThat(segments).hasSize(1);
        return segments.get(0);
    }

    List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".avro")).toList();
        }
    }
}
