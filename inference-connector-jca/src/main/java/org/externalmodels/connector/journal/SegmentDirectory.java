package org.externalmodels.connector.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The journal's files: numbered segments, the journal's id, and a lock against a second server. */
final class SegmentDirectory implements AutoCloseable {

    private static final Pattern NAME = Pattern.compile("usage-(\\d{10})\\.avro");

    private final Path path;
    private final FileChannel lockFile;
    private final String id;

    private SegmentDirectory(Path path, FileChannel lockFile, String id) {
        this.path = path;
        this.lockFile = lockFile;
        this.id = id;
    }

    static SegmentDirectory open(Path path) throws IOException {
        Files.createDirectories(path);
        FileChannel lockFile =
                FileChannel.open(path.resolve("journal.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            lock(lockFile, path);
            return new SegmentDirectory(path, lockFile, id(path.resolve("journal.id")));
        } catch (IOException e) {
            lockFile.close();
            throw e;
        }
    }

    private static void lock(FileChannel lockFile, Path path) throws IOException {
        FileLock lock;
        try {
            lock = lockFile.tryLock();
        } catch (OverlappingFileLockException e) {
            throw new IOException("The usage journal in " + path + " is open in this server already", e);
        }
        if (lock == null) {
            throw new IOException("The usage journal in " + path + " is in use by another server");
        }
    }

    private static String id(Path file) throws IOException {
        if (!Files.exists(file)) {
            Path fresh = file.resolveSibling("journal.id.new");
            Files.writeString(fresh, UUID.randomUUID().toString());
            Files.move(fresh, file);
        }
        return Files.readString(file).strip();
    }

    String id() {
        return id;
    }

    Path file(int number) {
        return path.resolve(String.format("usage-%010d.avro", number));
    }

    /** Where a segment is until it has its header. */
    Path unnamed(int number) {
        Path file = file(number);
        return file.resolveSibling(file.getFileName() + ".new");
    }

    /** The segments that are there, oldest first. */
    List<Integer> numbers() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> NAME.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(name -> Integer.valueOf(name.group(1)))
                    .sorted()
                    .toList();
        }
    }

    /** The bytes of segments; one that is gone has none. */
    long size(List<Integer> numbers) throws IOException {
        long bytes = 0;
        for (int number : numbers) {
            try {
                bytes += Files.size(file(number));
            } catch (NoSuchFileException released) {
                // Nothing is left of it.
            }
        }
        return bytes;
    }

    void delete(int number) throws IOException {
        Files.deleteIfExists(file(number));
    }

    /** Makes new names last; not every file system lets a directory be opened for it. */
    void force() {
        try (FileChannel directory = FileChannel.open(path, StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException e) {
            System.getLogger(SegmentDirectory.class.getName())
                    .log(System.Logger.Level.DEBUG, "The directory of the usage journal cannot be forced", e);
        }
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
