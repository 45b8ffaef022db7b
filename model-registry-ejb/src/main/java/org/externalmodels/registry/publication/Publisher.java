package org.externalmodels.registry.publication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.SortedMap;
import java.util.TreeMap;
import org.externalmodels.inference.spi.DirectoryChange;
import org.externalmodels.inference.spi.ModelDirectory;

/** Publishes to the adapter. Thread-safe. */
@ApplicationScoped
public class Publisher {

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
    }

    /** Publishes everything, if what the directory knows is not what was committed last. */
    public synchronized void catchUp() {
        if (snapshot.stamp() != directory.version()) {
            publishAll();
        }
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
