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
 * not at all. Shared by threads.
 */
final class SubmissionStore implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SubmissionStore.class.getName());

    private static final String FILE = "submissions.mv";
    private static final int MOST_AT_ONCE = 1_000;
    private static final long REWRITE_MILLIS = 5_000;

    private final Path file;
    private final LinkedBlockingQueue<Task<?>> queue = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "external-models-submissions");
    private Tables tables;
    private boolean worthRewriting;
    private long rewritten = System.nanoTime();
    private volatile boolean closing;

    private SubmissionStore(Path file) {
        this.file = file;
        thread.setDaemon(true);
    }

    /**
     * Opens the store of a directory, made if it is not there.
     *
     * @throws IOException if it cannot be written, or another server uses it
     */
    static SubmissionStore open(Path directory) throws IOException {
        Files.createDirectories(directory);
        SubmissionStore store = new SubmissionStore(directory.resolve(FILE));
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
     * @throws StoreFailure if it could not be made; nothing is changed then
     */
    void change(Consumer<Tables> change) {
        await(changeLater(change));
    }

    /** Makes a change; the future completes when it is on the disk, on the store's own thread, which must not wait. */
    CompletableFuture<Void> changeLater(Consumer<Tables> change) {
        return enqueue(new Task<>(
                tables -> {
                    change.accept(tables);
                    return null;
                },
                true));
    }

    /** Reads what is there now. */
    <T> T read(Function<Tables, T> question) {
        return await(enqueue(new Task<>(question, false)));
    }

    private <T> CompletableFuture<T> enqueue(Task<T> task) {
        queue.add(task);
        if (closing) {
            refuseAll();
        }
        return task.done;
    }

    /** An interrupt does not end the wait, and is not lost. */
    private static <T> T await(CompletableFuture<T> done) {
        try {
            return done.join();
        } catch (CompletionException e) {
            throw new StoreFailure(e.getCause());
        }
    }

    private void run() {
        List<Task<?>> group = new ArrayList<>();
        while (!closing) {
            try {
                Task<?> first = queue.poll(REWRITE_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    group.add(first);
                    queue.drainTo(group, MOST_AT_ONCE);
                    perform(group);
                }
                if (System.nanoTime() - rewritten > TimeUnit.MILLISECONDS.toNanos(REWRITE_MILLIS)) {
                    rewrite();
                }
            } catch (InterruptedException e) {
                LOG.log(System.Logger.Level.DEBUG, "Nobody may interrupt the store's thread", e);
            }
            group.clear();
        }
        refuseAll();
        if (tables != null) {
            tables.close();
        }
    }

    private void perform(List<Task<?>> group) {
        try {
            if (tables == null) {
                tables = Tables.open(file);
                LOG.log(System.Logger.Level.INFO, "The submissions in {0} can be written again", file);
            }
            boolean changed = false;
            for (Task<?> task : group) {
                task.perform(tables);
                changed |= task.changes;
            }
            if (changed) {
                tables.force();
                worthRewriting = true;
            }
        } catch (RuntimeException e) {
            giveUp(e);
            group.forEach(task -> task.done.completeExceptionally(e));
            return;
        }
        group.forEach(Task::tell);
    }

    /** What failed may be half made in memory; opened again, the file is as it was after the last change that succeeded. */
    private void giveUp(RuntimeException e) {
        if (tables != null) {
            LOG.log(System.Logger.Level.ERROR, "The submissions in " + file + " cannot be written", e);
            tables.closeAtOnce();
            tables = null;
        }
    }

    private void rewrite() {
        rewritten = System.nanoTime();
        if (!worthRewriting || tables == null) {
            return;
        }
        try {
            worthRewriting = tables.rewrite();
        } catch (MVStoreException e) {
            giveUp(e);
        }
    }

    private void refuseAll() {
        for (Task<?> task = queue.poll(); task != null; task = queue.poll()) {
            task.done.completeExceptionally(new IllegalStateException("The submissions' store is closed"));
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
        queue.add(new Task<>(tables -> null, false));
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

        StoreFailure(Throwable cause) {
            super("Submissions cannot be kept: " + cause.getMessage(), cause);
        }
    }

    /** Something to do with the tables, and who waits for it. */
    private static final class Task<T> {
        private final Function<Tables, T> work;
        private final boolean changes;
        private final CompletableFuture<T> done = new CompletableFuture<>();
        private T result;

        Task(Function<Tables, T> work, boolean changes) {
            this.work = work;
            this.changes = changes;
        }

        void perform(Tables tables) {
            result = work.apply(tables);
        }

        void tell() {
            done.complete(result);
        }
    }
}
