package org.externalmodels.connector.journal;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * How much room the disk still has, which others fill as well. Asked for every so often: it is a call of the operating
 * system. Shared by threads.
 */
final class DiskRoom {

    private static final long ASK_AGAIN_AFTER = TimeUnit.MILLISECONDS.toNanos(200);

    private final Disk disk;
    private volatile long usable;
    private volatile long askedAt;

    /** What knows how many bytes may still be written, and makes last what is. */
    interface Disk {
        long usableBytes() throws IOException;

        default void force(Forcing written) throws IOException {
            written.force();
        }

        /** Whether what was written once can be written over without more room. */
        default boolean keepsRoom() {
            return true;
        }
    }

    /** A disk as the operating system tells of it. */
    private record RealDisk(FileStore store) implements Disk {

        /** Others may copy what is written over, as Btrfs and ZFS do, or are somewhere else. */
        private static final Set<String> IN_PLACE = Set.of("ext2", "ext3", "ext4", "xfs", "tmpfs");

        @Override
        public long usableBytes() throws IOException {
            return store.getUsableSpace();
        }

        @Override
        public boolean keepsRoom() {
            return IN_PLACE.contains(store.type());
        }
    }

    /** Waits until something that was written is on the disk. */
    interface Forcing {
        void force() throws IOException;
    }

    /** Finds the disk of a directory. */
    interface Disks {
        Disk of(Path directory) throws IOException;
    }

    DiskRoom(Disk disk) {
        this.disk = disk;
        ask(System.nanoTime());
    }

    static Disk of(Path directory) throws IOException {
        return new RealDisk(Files.getFileStore(directory));
    }

    /** Bytes that may still be written, as of a moment ago. */
    long usable() {
        long now = System.nanoTime();
        if (now - askedAt > ASK_AGAIN_AFTER) {
            ask(now);
        }
        return usable;
    }

    private void ask(long now) {
        askedAt = now;
        try {
            usable = disk.usableBytes();
        } catch (IOException unknown) {
            // What cannot be known holds up no call: a write that fails says so itself.
            usable = Long.MAX_VALUE;
        }
    }
}
