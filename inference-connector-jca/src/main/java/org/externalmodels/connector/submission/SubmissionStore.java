package org.externalmodels.connector.submission;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.h2.mvstore.MVStoreException;

/**
 * What is kept of submissions, in one file that only its owner can read: prompts and answers are in it. One thread does all
 * of the reading and writing, for two reasons: changes that wait together are forced to the disk together, and an
 * interrupt of an application's thread, which would close the file under it, reaches none of it. A change is made whole or
 * not at all; which of the two is not known at once if the disk fails while the change is being forced to it. Shared by
 * threads.
 */
final class SubmissionStore implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SubmissionStore.class.getName());

    private static final String FILE = "submissions.mv";
    private static final int MOST_AT_ONCE = 1_000;
    private static final long REWRITE_MILLIS = 5_000;

    private final Path file;
    private final Consumer<Tables> disk;
    private final LinkedBlockingQueue<StoreTask<?>> queue = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "external-models-submissions");
    /** Take back what may be in the file although those who asked for it were told that it failed. */
    private final List<Consumer<Tables>> undos = new ArrayList<>();

    private Tables tables;
    private boolean worthRewriting;
    private long rewritten = System.nanoTime();
    private volatile boolean closing;

    private SubmissionStore(Path file, Consumer<Tables> disk) {
        this.file = file;
        this.disk = disk;
        thread.setDaemon(true);
    }

    /**
     * Opens the store of a directory, made if it is not there.
     *
     * @throws IOException if it cannot be written, or another server uses it
     */
    static SubmissionStore open(Path directory) throws IOException {
        return open(directory, Tables::force);
    }

    /** The same with another way to force what was changed to the disk. */
    static SubmissionStore open(Path directory, Consumer<Tables> disk) throws IOException {
        Files.createDirectories(directory);
        SubmissionStore store = new SubmissionStore(directory.resolve(FILE), disk);
        ownersOnly(directory, store.file);
        try {
            store.tables = Tables.open(store.file);
        } catch (MVStoreException e) {
            throw new IOException(e.getMessage(), e);
        }
        store.thread.start();
        return store;
    }

    private static void ownersOnly(Path directory, Path file) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        Set<PosixFilePermission> owners = PosixFilePermissions.fromString("rw-------");
        if (posix) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
        if (!Files.exists(file)) {
            Files.createFile(
                    file,
                    posix
                            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(owners)}
                            : new FileAttribute<?>[0]);
        } else if (posix) {
            Files.setPosixFilePermissions(file, owners);
        }
    }

    /**
     * Makes a change and waits until it is on the disk.
     *
     * @throws StoreFailure if it could not be made
     */
    void change(Consumer<Tables> change) {
        await(changeLater(change));
    }

    /**
     * The same for what can be taken back.
     *
     * @param undo is done before anything else as soon as the file can be written again, should the change have failed in a way
     *     that leaves open whether it was made
     */
    void change(Consumer<Tables> change, Consumer<Tables> undo) {
        await(enqueue(new StoreTask<>(nothing(change), true, undo)));
    }

    /** Makes a change; the future completes when it is on the disk, on the store's own thread, which must not wait. */
    CompletableFuture<Void> changeLater(Consumer<Tables> change) {
        return enqueue(new StoreTask<>(nothing(change), true, tables -> {}));
    }

    private static Function<Tables, Void> nothing(Consumer<Tables> change) {
        return tables -> {
            change.accept(tables);
            return null;
        };
    }

    /** Reads what is there now. */
    <T> T read(Function<Tables, T> question) {
        return await(enqueue(new StoreTask<>(question, false, tables -> {})));
    }

    private <T> CompletableFuture<T> enqueue(StoreTask<T> task) {
        queue.add(task);
        if (closing) {
            refuseAll();
        }
        return task.done();
    }

    /** An interrupt does not end the wait, and is not lost. */
    private static <T> T await(CompletableFuture<T> done) {
        try {
            return done.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreFailure known ? known.again() : new StoreFailure(e.getCause(), true);
        }
    }

    /** However this thread ends, nobody waits for it any more. */
    private void run() {
        try {
            while (!closing) {
                work();
            }
        } finally {
            closing = true;
            refuseAll();
            if (tables != null) {
                tables.close();
            }
        }
    }

    private void work() {
        try {
            StoreTask<?> first = queue.poll(REWRITE_MILLIS, TimeUnit.MILLISECONDS);
            if (first != null) {
                List<StoreTask<?>> group = new ArrayList<>(List.of(first));
                queue.drainTo(group, MOST_AT_ONCE);
                perform(group);
            }
            if (System.nanoTime() - rewritten > TimeUnit.MILLISECONDS.toNanos(REWRITE_MILLIS)) {
                rewrite();
            }
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.DEBUG, "Nobody may interrupt the store's thread", e);
        }
    }

    /** An error is a failed change as well: every transaction of the server waits for this thread. */
    private void perform(List<StoreTask<?>> group) {
        boolean forcing = false;
        try {
            reopen();
            boolean changed = false;
            for (StoreTask<?> task : group) {
                task.perform(tables);
                changed |= task.changes();
            }
            if (changed) {
                forcing = true;
                disk.accept(tables);
                worthRewriting = true;
            }
        } catch (RuntimeException | Error e) {
            fail(group, new StoreFailure(e, !forcing));
            return;
        }
        group.forEach(StoreTask::tell);
    }

    private void reopen() {
        if (tables != null) {
            return;
        }
        tables = Tables.open(file);
        if (!undos.isEmpty()) {
            undos.forEach(undo -> undo.accept(tables));
            disk.accept(tables);
            undos.clear();
        }
        LOG.log(System.Logger.Level.INFO, "The submissions in {0} can be written again", file);
    }

    private void fail(List<StoreTask<?>> group, StoreFailure e) {
        try {
            if (!e.isNothingChanged()) {
                group.forEach(task -> undos.add(task.undo()));
            }
            giveUp(e.getCause());
        } finally {
            group.forEach(task -> task.fail(e));
        }
    }

    /** What failed may be half made in memory; opened again, the file is as it was after the last change that was written. */
    private void giveUp(Throwable e) {
        Tables failed = tables;
        tables = null;
        if (failed != null) {
            LOG.log(System.Logger.Level.ERROR, "The submissions in " + file + " cannot be written", e);
            failed.closeAtOnce();
        }
    }

    private void rewrite() {
        rewritten = System.nanoTime();
        if (!worthRewriting || tables == null) {
            return;
        }
        try {
            worthRewriting = tables.rewrite();
        } catch (RuntimeException | Error e) {
            giveUp(e);
        }
    }

    private void refuseAll() {
        for (StoreTask<?> task = queue.poll(); task != null; task = queue.poll()) {
            task.fail(new IllegalStateException("The submissions' store is closed"));
        }
    }

    /** Finishes the changes that wait and closes the file. */
    @Override
    public void close() {
        CompletableFuture<Void> last = changeLater(tables -> {});
        try {
            await(last);
        } catch (StoreFailure e) {
            LOG.log(System.Logger.Level.DEBUG, "The last changes failed", e);
        }
        closing = true;
        queue.add(new StoreTask<>(tables -> null, false, tables -> {}));
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The store cannot be used at the moment. */
    static final class StoreFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean nothingChanged;

        StoreFailure(Throwable cause, boolean nothingChanged) {
            super("Submissions cannot be kept: " + cause.getMessage(), cause);
            this.nothingChanged = nothingChanged;
        }

        /** Whether the change was not made for sure; otherwise it may be on the disk. */
        boolean isNothingChanged() {
            return nothingChanged;
        }

        /** Of the thread that waited. */
        private StoreFailure again() {
            return new StoreFailure(getCause(), nothingChanged);
        }
    }
}
