package org.externalmodels.connector.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.externalmodels.connector.reuse.Spares;
import org.externalmodels.inference.spi.UsageJournal;
import org.externalmodels.inference.spi.UsageRecord;

/**
 * The usage journal: Avro files in one directory, each continued by the next. A record is handed to the operating system
 * before {@link #append} returns, so the end of the process loses none; the disk is synced every so often by a thread
 * beside. Writers share one short lock, around one copy. A restart never appends to an old file, so a torn tail is
 * always the end of a file.
 */
public final class SegmentedJournal implements UsageJournal, AutoCloseable {

    /** A gigabyte: two to three million calls without captured texts. */
    public static final long DEFAULT_LIMIT = 1L << 30;

    /** How often what is not an append is seen to where each append is synced. */
    private static final Duration UPKEEP = Duration.ofMillis(50);

    private final SegmentDirectory directory;
    private final boolean syncEach;
    private final JournalSync sync;
    private final ReentrantLock lock = new ReentrantLock();

    /** Held by whoever waits for the disk beside the writers, so that nothing is unmapped that somebody waits for. */
    private final ReentrantLock syncing = new ReentrantLock();

    private final Spares<RecordBlock> blocks;
    private final long openedAt;
    private volatile Segment current;

    /** Whether the last append failed, so that half a block may be the end of the file. Written under the lock. */
    private volatile boolean broken;

    private volatile boolean closed;

    private final SegmentSupply segments;
    private final JournalRoom room;
    private volatile long syncedAt = System.nanoTime();

    /** Bytes in finished segments; guarded by the lock. */
    private long finished;

    private SegmentedJournal(
            SegmentDirectory directory,
            SegmentSupply segments,
            byte[] marker,
            long finished,
            Duration syncInterval,
            JournalRoom room)
            throws IOException {
        this.directory = directory;
        this.segments = segments;
        this.blocks = new Spares<>(() -> new RecordBlock(marker));
        this.current = segments.make();
        this.finished = finished;
        this.room = room;
        room.take(finished + current.size());
        this.openedAt = new Position(current.number(), 0).value();
        this.syncEach = syncInterval.isZero();
        this.sync = JournalSync.start(this, syncEach ? UPKEEP : syncInterval);
    }

    /**
     * Opens the journal of a directory, made if it is not there, with the default limit.
     *
     * @param syncInterval between syncs to the disk; zero syncs before each append returns
     * @throws IOException if the directory cannot be written, or another server uses it
     */
    public static SegmentedJournal open(Path path, Duration syncInterval) throws IOException {
        return open(path, syncInterval, DEFAULT_LIMIT);
    }

    /**
     * Opens the journal of a directory, made if it is not there.
     *
     * @param syncInterval between syncs to the disk; zero syncs before each append returns
     * @param limit in bytes, above which {@link #fill} says that it is full; a tenth more is kept for calls under way
     * @throws IOException if the directory cannot be written, or another server uses it
     */
    public static SegmentedJournal open(Path path, Duration syncInterval, long limit) throws IOException {
        return open(path, syncInterval, limit, DiskRoom::of);
    }

    static SegmentedJournal open(Path path, Duration syncInterval, long limit, DiskRoom.Disks disks)
            throws IOException {
        SegmentDirectory directory = SegmentDirectory.open(path);
        try {
            directory.cutUnused();
            List<Integer> numbers = directory.numbers();
            int last = numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
            byte[] marker = RecordBlock.newMarker();
            DiskRoom.Disk disk = disks.of(path);
            return new SegmentedJournal(
                    directory,
                    new SegmentSupply(directory, disk, marker, last),
                    marker,
                    directory.size(numbers),
                    syncInterval,
                    new JournalRoom(limit, new DiskRoom(disk)));
        } catch (IOException e) {
            directory.close();
            throw e;
        }
    }

    /**
     * Hands a record to the operating system.
     *
     * @throws IOException if it could not be, or there is no room; the record is not in the journal then, unless it could
     *     not be taken back either
     */
    public void append(UsageRecord record) throws IOException {
        // Encoded before the lock is taken, which then is held for little more than the copy.
        RecordBlock block = blocks.take();
        block.set(record);
        append(block);
        if (block.isWorthKeeping()) {
            blocks.giveBack(block);
        }
    }

    /**
     * As {@link #append}, for the record of a call that was refused. Where the room that is left is kept for calls under way, it
     * is counted and not kept.
     */
    public void appendRefused(UsageRecord record) throws IOException {
        if (room.hasPlaceForRefused()) {
            append(record);
        }
    }

    private void append(RecordBlock block) throws IOException {
        lock.lock();
        try {
            if (closed) {
                throw new IOException("the usage journal is closed");
            }
            if (!room.hasPlace()) {
                throw new IOException("the usage journal is full: " + room.taken() + " bytes wait to be collected");
            }
            if (broken || current.isFull()) {
                rotate();
            }
            long before = current.size();
            boolean appended = false;
            try {
                current.append(block);
                if (syncEach) {
                    current.force();
                }
                appended = true;
            } finally {
                broken = !appended;
                if (!appended) {
                    current.cutBackTo(before);
                }
            }
            room.take(finished + current.size());
        } finally {
            lock.unlock();
        }
        room.tell(broken);
    }

    /** A disk that took no record the last time has no room, until it takes one: refused calls try, and whoever syncs. */
    @Override
    public Fill fill() {
        return room.fill(broken);
    }

    /** After a failed append as well: half a block is then the end of its file. */
    private void rotate() throws IOException {
        Segment old = current;
        current = segments.take();
        segments.retire(old);
        finished += old.size();
    }

    /** Forces what was appended to the disk, and prepares for the next segment. */
    void sync() throws IOException {
        syncing.lock();
        try {
            forceAppended();
            prepareNext();
        } finally {
            syncing.unlock();
        }
    }

    private void forceAppended() throws IOException {
        try {
            if (!syncEach) {
                // Whoever appends waits for the disk by itself there, and must not find that somebody else is about to.
                current.force();
            }
            segments.closeFull();
            syncedAt = System.nanoTime();
        } finally {
            if (broken) {
                goOn();
            }
        }
    }

    private void prepareNext() throws IOException {
        if (!closed && current.isHalfFull() && !segments.hasNext()) {
            Segment prepared = segments.make();
            lock.lock();
            try {
                segments.offer(prepared, current.number());
            } finally {
                lock.unlock();
            }
        }
    }

    /** Begins a segment after a failed append, if the disk lets it. */
    private void goOn() throws IOException {
        lock.lock();
        try {
            if (broken && !closed) {
                rotate();
                broken = false;
            }
        } finally {
            lock.unlock();
        }
        room.tell(broken);
    }

    @Override
    public Duration sinceSync() {
        return Duration.ofNanos(System.nanoTime() - syncedAt);
    }

    @Override
    public String id() {
        return directory.identity().id();
    }

    @Override
    public long openedAt() {
        return openedAt;
    }

    @Override
    public void renew(long after) {
        try {
            directory.renew(after);
        } catch (IOException e) {
            throw new UncheckedIOException("The usage journal cannot take another id", e);
        }
    }

    @Override
    public List<Entry> read(long after, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, not " + limit);
        }
        try {
            return directory.read(after, limit, current);
        } catch (DamagedSegmentException damaged) {
            setAside(damaged);
            return read(after, limit);
        } catch (IOException e) {
            throw new UncheckedIOException("The usage journal cannot be read", e);
        }
    }

    private void setAside(DamagedSegmentException damaged) {
        try {
            directory.setAside(damaged);
            measure();
        } catch (IOException e) {
            throw new UncheckedIOException("A segment of the usage journal is damaged and cannot be set aside", e);
        }
    }

    @Override
    public void release(long upTo) {
        try {
            for (int number : directory.numbers()) {
                if (number < Position.of(upTo).segment() && number != current.number()) {
                    directory.delete(number);
                }
            }
            measure();
        } catch (IOException e) {
            throw new UncheckedIOException("The usage journal cannot release segments", e);
        }
    }

    /** What was released makes room. */
    private void measure() throws IOException {
        lock.lock();
        try {
            int live = current.number();
            finished = directory.size(
                    directory.numbers().stream().filter(number -> number < live).toList());
            room.take(finished + current.size());
        } finally {
            lock.unlock();
        }
        room.tell(broken);
    }

    /**
     * Appends fail after that.
     *
     * @throws IOException if what was appended last could not be forced to the disk, or the disk hangs. Then files are closed,
     *     and the directory is free for another journal, when it goes on
     */
    @Override
    public void close() throws IOException {
        closed = true;
        sync.close();
    }

    /** By the thread that syncs, when the journal is closed. */
    void closeFiles() throws IOException {
        Segment last = last();
        syncing.lock();
        try (directory;
                last) {
            segments.close();
        } finally {
            syncing.unlock();
        }
    }

    /** The segment that was appended to, when nobody does any more. */
    private Segment last() {
        lock.lock();
        try {
            return current;
        } finally {
            lock.unlock();
        }
    }
}
