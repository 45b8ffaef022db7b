package org.externalmodels.connector.journal;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
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
        FileStore store = Files.getFileStore(directory);
        return store::getUsableSpace;
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
