package org.externalmodels.connector.journal;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The segments beside the one that is being appended to. The next is made ahead, and full ones are closed behind, by whoever
 * syncs, so that writers do not wait for the disk.
 */
final class SegmentSupply implements AutoCloseable {

    private final SegmentDirectory directory;
    private final DiskRoom.Disk disk;
    private final byte[] marker;
    private final AtomicInteger lastNumber;
    private final AtomicReference<Segment> next = new AtomicReference<>();
    private final Queue<Segment> full = new ConcurrentLinkedQueue<>();

    /** Makes segments of blocks with a marker, numbered from one behind a number on. */
    SegmentSupply(SegmentDirectory directory, DiskRoom.Disk disk, byte[] marker, int lastNumber) {
        this.directory = directory;
        this.disk = disk;
        this.marker = marker;
        this.lastNumber = new AtomicInteger(lastNumber);
    }

    Segment make() throws IOException {
        return Segment.create(directory, lastNumber.incrementAndGet(), marker, disk);
    }

    boolean hasNext() {
        return next.get() != null;
    }

    /** The next segment, made now if it is not there. Under the journal's lock. */
    Segment take() throws IOException {
        Segment ahead = next.getAndSet(null);
        return ahead != null ? ahead : make();
    }

    /**
     * Keeps a segment that was made ahead. Under the journal's lock.
     *
     * @param current the number of the one that is being appended to
     */
    void offer(Segment prepared, int current) {
        // A writer that could not wait has made a later one, and numbers must not go back.
        if (prepared.number() < current) {
            full.add(prepared);
        } else {
            next.set(prepared);
        }
    }

    /** Nothing is appended to a segment any more. */
    void retire(Segment old) {
        full.add(old);
    }

    /** Closes what is full; what cannot be forced to the disk is tried again the next time. */
    void closeFull() throws IOException {
        for (Segment old = full.peek(); old != null; old = full.peek()) {
            old.force();
            full.remove(old);
            old.close();
        }
    }

    /** Closes all, also when some cannot be forced. */
    @Override
    public void close() throws IOException {
        Segment unused = next.getAndSet(null);
        if (unused != null) {
            full.add(unused);
        }
        IOException failure = null;
        for (Segment old = full.poll(); old != null; old = full.poll()) {
            try {
                old.close();
            } catch (IOException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
