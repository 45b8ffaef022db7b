package org.externalmodels.connector.journal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.externalmodels.inference.spi.UsageJournal.Entry;

/** The journal's files: numbered segments, the journal's identity, and a lock against a second server. */
final class SegmentDirectory implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SegmentDirectory.class.getName());
    private static final Pattern NAME = Pattern.compile("usage-(\\d{10})\\.avro");

    private final Path path;
    private final FileChannel lockFile;
    private final Damages damages = new Damages();
    private volatile JournalIdentity identity;

    private SegmentDirectory(Path path, FileChannel lockFile, JournalIdentity identity) {
        this.path = path;
        this.lockFile = lockFile;
        this.identity = identity;
    }

    static SegmentDirectory open(Path path) throws IOException {
        Files.createDirectories(path);
        FileChannel lockFile =
                FileChannel.open(path.resolve("journal.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            lock(lockFile, path);
            return new SegmentDirectory(path, lockFile, JournalIdentity.of(path));
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

    JournalIdentity identity() {
        return identity;
    }

    /** Takes another id, under which what follows a position is told. */
    void renew(long begin) throws IOException {
        JournalIdentity fresh = JournalIdentity.fresh(begin);
        fresh.write(path);
        identity = fresh;
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

    /**
     * Reads records of the journal's present id.
     *
     * @param after the position of the last record read before
     * @param live the segment that is being appended to, the last to read
     * @throws DamagedSegmentException if one that is finished has to be set aside first
     */
    List<Entry> read(long after, int limit, Segment live) throws IOException {
        Position position = Position.of(Math.max(after, identity.begin()));
        for (int number : numbers()) {
            if (number < position.segment() || number > live.number()) {
                continue;
            }
            long offset = number == position.segment() ? position.offset() : 0;
            OptionalLong appended = number == live.number() ? OptionalLong.of(live.size()) : OptionalLong.empty();
            List<Entry> entries = readSegment(number, offset, limit, appended);
            if (!entries.isEmpty()) {
                return entries;
            }
        }
        return List.of();
    }

    private List<Entry> readSegment(int number, long offset, int limit, OptionalLong appended) throws IOException {
        try {
            return new SegmentReader(file(number), number, appended, damages).read(offset, limit);
        } catch (NoSuchFileException | FileNotFoundException e) {
            LOG.log(System.Logger.Level.DEBUG, "A segment was released while it was to be read", e);
            return List.of();
        }
    }

    void delete(int number) throws IOException {
        Path file = file(number);
        try (FileChannel room = FileChannel.open(file, StandardOpenOption.WRITE)) {
            Files.delete(file);
            // A file that is mapped would keep it until the next collection of garbage.
            room.truncate(0);
        } catch (NoSuchFileException released) {
            LOG.log(System.Logger.Level.DEBUG, "A segment was released already", released);
        }
        damages.forget(number);
    }

    /** Gives back what segments have reserved and not used whose process was killed. */
    void cutUnused() throws IOException {
        for (int number : numbers()) {
            try (FileChannel segment =
                    FileChannel.open(file(number), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                long used = MappedRoom.used(segment);
                if (used < segment.size()) {
                    segment.truncate(used);
                }
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "A segment keeps what it has reserved", e);
            }
        }
    }

    /** Takes a segment out that cannot be read; the file stays for whoever can make something of it. */
    void setAside(DamagedSegmentException damaged) throws IOException {
        Path file = file(damaged.number());
        Path aside = file.resolveSibling(file.getFileName() + ".damaged");
        Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
        damages.forget(damaged.number());
        LOG.log(
                System.Logger.Level.ERROR,
                "The usage journal " + file
                        + " is damaged so that nothing of it can be read. Its records are not stored;"
                        + " it is kept as " + aside.getFileName(),
                damaged);
    }

    void force() {
        force(path);
    }

    /** Makes new names last; not every file system lets a directory be opened for it. */
    static void force(Path path) {
        try (FileChannel directory = FileChannel.open(path, StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "The directory of the usage journal cannot be forced", e);
        }
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
