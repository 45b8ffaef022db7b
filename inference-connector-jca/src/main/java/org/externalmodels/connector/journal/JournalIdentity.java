package org.externalmodels.connector.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * What a journal is known by to a database, and what it has told under that name. Kept in the file {@code journal.id}.
 *
 * @param id tells it from other journals
 * @param begin the position after which records belong to the id; those before it were told under another
 */
record JournalIdentity(String id, long begin) {

    private static final String SEPARATOR = " ";

    static JournalIdentity fresh(long begin) {
        return new JournalIdentity(UUID.randomUUID().toString(), begin);
    }

    /** Reads the one of a directory, which gets one if it has none. */
    static JournalIdentity of(Path directory) throws IOException {
        Path file = file(directory);
        if (!Files.exists(file)) {
            fresh(0).write(directory);
        }
        String[] words = Files.readString(file).strip().split(SEPARATOR, 2);
        try {
            return new JournalIdentity(
                    UUID.fromString(words[0]).toString(), words.length > 1 ? Long.parseLong(words[1]) : 0);
        } catch (IllegalArgumentException damaged) {
            throw new IOException(
                    file
                            + " is damaged: it has a UUID and perhaps a number. Put it back, or give the server an"
                            + " empty folder",
                    damaged);
        }
    }

    /** Whole or not at all: it is on the disk before it has its name. */
    void write(Path directory) throws IOException {
        Path fresh = directory.resolve("journal.id.new");
        Files.writeString(fresh, begin == 0 ? id : id + SEPARATOR + begin);
        try (FileChannel written = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(fresh, file(directory), StandardCopyOption.ATOMIC_MOVE);
        SegmentDirectory.force(directory);
    }

    private static Path file(Path directory) {
        return directory.resolve("journal.id");
    }
}
