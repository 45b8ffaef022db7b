package org.externalmodels.connector.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.externalmodels.connector.reuse.Spares;
import org.externalmodels.inference.spi.UsageJournal;
import org.externalmodels.inference.spi.UsageRecord;

/**
 * The usage journal: Avro files in one directory, each continued by the next. A record is handed to the operating system
 * before {@link #append} returns, so the end of the process loses none; the disk is synced every so often by a thread
 * beside. Writers share one short lock, around one write. A restart never appends to an old file, so a torn tail is
 * always the end of a file.
 */
public final class SegmentedJournal implements UsageJournal, AutoCloseable {

    private static final long SEGMENT_BYTES = 16L << 20;

    /** A gigabyte: two to three million calls without captured texts. */
    public static final long DEFAULT_LIMIT = 1L << 30;

    /** Beyond the limit, for the records of calls that were under way when it was reached. */
    private static final int RESERVED_PART = 10;

    private final SegmentDirectory directory;
    private final boolean syncEach;
    private final JournalSync sync;
    private final ReentrantLock lock = new ReentrantLock();
    private final byte[] marker;
    private final Spares<RecordBlock> blocks;
    private final AtomicInteger lastNumber;
    private final long openedAt;
    private volatile Segment current;

    /** Whether the last append failed, so that half a block may be the end of the file. Written under the lock. */
    private volatile boolean broken;

    /** Made ahead, and closed behind, by whoever syncs, so that writers do not wait for the disk. */
    private final AtomicReference<Segment> next = new AtomicReference<>();

    private final Queue<Segment> full = new ConcurrentLinkedQueue<>();

    private final long limit;
    private final DiskRoom disk;
    private final FillAlarm alarm = new FillAlarm();

    /** Bytes in finished segments; guarded by the lock. */
    private long finished;

    /** Bytes in all segments. */
    private volatile long taken;

    private SegmentedJournal(
            SegmentDirectory directory,
            byte[] marker,
            Segment first,
            long finished,
            Duration syncInterval,
            long limit,
            DiskRoom disk) {
        this.limit = limit;
        this.disk = disk;
        this.finished = finished;
        this.taken = finished + first.size();
        this.directory = directory;
        this.marker = marker;
        this.blocks = new Spares<>(() -> new RecordBlock(marker));
        this.current = first;
        this.lastNumber = new AtomicInteger(first.number());
        this.openedAt = new Position(first.number(), 0).value();
        this.syncEach = syncInterval.isZero();
        this.sync = syncEach ? null : JournalSync.start(this, syncInterval);
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

    /** Finds the disk of a directory. */
    interface Disks {
        DiskRoom.Disk of(Path directory) throws IOException;
    }

    static SegmentedJournal open(Path path, Duration syncInterval, long limit, Disks disks) throws IOException {
        SegmentDirectory directory = SegmentDirectory.open(path);
        try {
            List<Integer> numbers = directory.numbers();
            int next = numbers.isEmpty() ? 1 : numbers.get(numbers.size() - 1) + 1;
            long finished = directory.size(numbers);
            byte[] marker = RecordBlock.newMarker();
            return new SegmentedJournal(
                    directory,
                    marker,
                    Segment.create(directory, next, marker),
                    finished,
                    syncInterval,
                    limit,
                    new DiskRoom(disks.of(path)));
        } catch (IOException e) {
            directory.close();
            throw e;
        }
    }

    /**
     * Hands a record to the operating system.
     *
     * @throws IOException if it could not be, or there is no room; the record is not in the journal then
     */
    public void append(UsageRecord record) throws IOException {
        // Encoded before the lock is taken, which then is held for little more than the write.
        RecordBlock block = blocks.take();
        block.set(record);
        append(block);
        if (block.isWorthKeeping()) {
            blocks.giveBack(block);
        }
    }

    private void append(RecordBlock block) throws IOException {
        lock.lock();
        try {
            if (taken >= limit + limit / RESERVED_PART) {
                throw new IOException("the usage journal is full: " + taken + " bytes wait to be collected");
            }
            if (broken || current.size() >= SEGMENT_BYTES) {
                rotate();
            }
            boolean appended = false;
            try {
                current.append(block);
                if (syncEach) {
                    current.force();
                }
                appended = true;
            } finally {
                broken = !appended;
            }
            taken = finished + current.size();
        } finally {
            lock.unlock();
        }
        alarm.at(fill());
    }

    /**
     * What the disk lacks counts as taken: there must be room for the records of calls under way as well. A disk that took
     * no record the last time has no room at all, until it takes one: refused calls try, and whoever syncs.
     */
    @Override
    public Fill fill() {
        if (broken) {
            return new Fill(Math.max(taken, limit), limit);
        }
        long room = disk.usable() - limit / RESERVED_PART;
        return new Fill(Math.max(taken, limit - Math.max(0, room)), limit);
    }

    /** After a failed append as well: half a block is then the end of its file. */
    private void rotate() throws IOException {
        Segment ahead = next.getAndSet(null);
        Segment old = current;
        current = ahead != null ? ahead : Segment.create(directory, lastNumber.incrementAndGet(), marker);
        full.add(old);
        finished += old.size();
        if (syncEach) {
            closeFull();
        }
    }

    /** Forces what was appended to the disk, and prepares for the next segment. */
    void sync() throws IOException {
        if (broken) {
            goOn();
        }
        closeFull();
        Segment now = current;
        now.force();
        if (now.size() > SEGMENT_BYTES / 2 && next.get() == null) {
            prepareNext();
        }
    }

    /** Begins a segment after a failed append, if the disk lets it. */
    private void goOn() throws IOException {
        lock.lock();
        try {
            if (broken) {
                rotate();
                broken = false;
            }
        } finally {
            lock.unlock();
        }
        alarm.at(fill());
    }

    private void prepareNext() throws IOException {
        Segment prepared = Segment.create(directory, lastNumber.incrementAndGet(), marker);
        boolean late;
        lock.lock();
        try {
            // A writer that could not wait has made a later one, and numbers must not go back.
            late = prepared.number() < current.number();
            if (!late) {
                next.set(prepared);
            }
        } finally {
            lock.unlock();
        }
        if (late) {
            full.add(prepared);
        }
    }

    private void closeFull() throws IOException {
        for (Segment old = full.poll(); old != null; old = full.poll()) {
            old.close();
        }
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
            throw new IllegalArgumentException("limit is at least 1");
        }
        try {
            return directory.read(after, limit, current.number());
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
            taken = finished + current.size();
        } finally {
            lock.unlock();
        }
        alarm.at(fill());
    }

    @Override
    public void close() throws IOException {
        if (sync != null) {
            sync.close();
        }
        lock.lock();
        try (directory) {
            closeFull();
            current.close();
            Segment unused = next.getAndSet(null);
            if (unused != null) {
                unused.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
