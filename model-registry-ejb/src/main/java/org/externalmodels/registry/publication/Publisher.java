package org.externalmodels.registry.publication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.externalmodels.inference.spi.DirectoryChange;
import org.externalmodels.inference.spi.ModelDirectory;

/** Publishes to the adapter. Thread-safe. */
@ApplicationScoped
public class Publisher {

    /** How long this server's own commit may take from the database to here. */
    static final Duration OWN_COMMIT = Duration.ofMillis(250);

    private final ModelDirectory directory;
    private final WholeSnapshot snapshot;
    private final SortedMap<Long, DirectoryChange> waiting = new TreeMap<>();

    protected Publisher() {
        this(null, null);
    }

    @Inject
    public Publisher(ModelDirectory directory, WholeSnapshot snapshot) {
        this.directory = directory;
        this.snapshot = snapshot;
    }

    /**
     * Publishes what was committed, before the one who committed it goes on. Commits that are told out of order wait for
     * each other; when another server's lies between, {@link #catchUp} brings all.
     */
    public synchronized void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) ModelsChanged changed) {
        waiting.put(changed.change().baseVersion(), changed.change());
        DirectoryChange next = waiting.remove(directory.version());
        while (next != null && directory.apply(next)) {
            next = waiting.remove(directory.version());
        }
        dropOvertaken();
        notifyAll();
    }

    /**
     * Publishes everything, if what the directory knows is not what was committed last. What this server commits is in the
     * database a moment before {@link #committed} is told of it, and that moment is waited for. Interrupted meanwhile, it
     * publishes nothing.
     */
    public synchronized void catchUp() {
        long stamp = snapshot.stamp();
        long known = directory.version();
        if (stamp == known) {
            return;
        }
        try {
            if (stamp < known || !comes(stamp)) {
                publishAll();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether a commit is told of by this server itself. */
    private boolean comes(long stamp) throws InterruptedException {
        long end = System.nanoTime() + OWN_COMMIT.toNanos();
        long rest = OWN_COMMIT.toMillis();
        while (directory.version() < stamp && rest > 0) {
            wait(rest);
            rest = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
        return directory.version() >= stamp;
    }

    /** Publishes everything. */
    public synchronized void publishAll() {
        directory.publish(snapshot.load());
        dropOvertaken();
    }

    /** Nobody asks for them any more, and they hold secrets in the clear. */
    private void dropOvertaken() {
        waiting.headMap(directory.version()).clear();
    }

    /** How many changes wait for one before them. */
    synchronized int waiting() {
        return waiting.size();
    }
}
