package org.externalmodels.registry.traces;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.externalmodels.inference.spi.UsageJournal;
import org.externalmodels.inference.spi.UsageJournal.Entry;
import org.externalmodels.registry.DatabaseFailure;
import org.externalmodels.registry.analytics.UsageFact;

/** Carries records from a journal to the database, and tells how that goes. For one thread. */
public final class UsageCollector {

    private static final Logger LOG = System.getLogger(UsageCollector.class.getName());

    private final UsageJournal journal;
    private final TraceStore store;
    private final Consumer<List<UsageFact>> stored;
    private final CollectorState state;
    private final ReadUpTo read;
    private final ReleaseBehind releases;
    private final Portion portion = new Portion();
    private boolean failing;

    /** What becomes of records is nobody else's business. */
    public UsageCollector(UsageJournal journal, TraceStore store) {
        this(journal, store, facts -> {}, new CollectorState());
    }

    /**
     * @param stored hears of attempts that are in the database from now on
     * @param state hears how far storing is behind
     */
    public UsageCollector(
            UsageJournal journal, TraceStore store, Consumer<List<UsageFact>> stored, CollectorState state) {
        this.journal = journal;
        this.store = store;
        this.stored = stored;
        this.state = state;
        this.read = new ReadUpTo(journal);
        this.releases = new ReleaseBehind(journal, System::nanoTime);
    }

    /** Carries over all that is there. What cannot be stored now stays in the journal for the next time. */
    public void collect() {
        try {
            read.stored(store.position(journal.id()));
            releases.at(read.position());
            for (List<Entry> batch = journal.read(read.position(), portion.size());
                    !batch.isEmpty();
                    batch = journal.read(read.position(), portion.size())) {
                state.working(end(batch.get(0)));
                read.attempt(batch);
                List<UsageFact> facts = store(batch);
                read.at(batch.get(batch.size() - 1).position());
                releases.stored(read.position());
                portion.fits(facts);
                works();
            }
            releases.release();
            state.caughtUp();
        } catch (RuntimeException | Error failure) {
            if (DatabaseFailure.isAboutMemory(failure)) {
                portion.shrink();
            }
            fails(failure);
        }
    }

    private List<UsageFact> store(List<Entry> batch) {
        if (batch.size() == 1) {
            return storeAlone(batch.get(0));
        }
        try {
            return told(store.store(journal.id(), read.position(), batch));
        } catch (RuntimeException refused) {
            if (!DatabaseFailure.isAboutValues(refused)) {
                throw refused;
            }
            // One of the records does not please the database. One by one shows which.
            List<UsageFact> facts = new ArrayList<>();
            for (Entry entry : batch) {
                facts.addAll(storeAlone(entry));
                read.at(entry.position());
            }
            return facts;
        }
    }

    private List<UsageFact> told(List<UsageFact> facts) {
        stored.accept(facts);
        return facts;
    }

    private List<UsageFact> storeAlone(Entry entry) {
        try {
            return told(store.store(journal.id(), read.position(), List.of(entry)));
        } catch (RuntimeException refused) {
            if (!isAboutRecord(refused)) {
                throw refused;
            }
            return storeDegraded(entry, refused);
        }
    }

    /** Whether a record that was stored alone fails each time. */
    private boolean isAboutRecord(RuntimeException refused) {
        return DatabaseFailure.isAboutValues(refused)
                || (DatabaseFailure.isAboutMemory(refused) && portion.isTooMuchAlone());
    }

    private List<UsageFact> storeDegraded(Entry entry, RuntimeException why) {
        try {
            List<UsageFact> facts = told(store.storeDegraded(journal.id(), read.position(), entry));
            tellOfLoss(entry, "its texts", why);
            return facts;
        } catch (RuntimeException refused) {
            if (!DatabaseFailure.isAboutValues(refused)) {
                throw refused;
            }
            List<UsageFact> facts = told(store.storeWithoutCounts(journal.id(), read.position(), entry));
            tellOfLoss(entry, "its texts and its counts", refused);
            return facts;
        }
    }

    private static void tellOfLoss(Entry entry, String what, RuntimeException refused) {
        LOG.log(
                Level.WARNING,
                "The record of call {0} was stored without {1}, which could not be: {2}",
                entry.record().traceId(),
                what,
                DatabaseFailure.reason(refused));
    }

    /** The journal may be what fails. */
    private Instant oldestWaiting() {
        try {
            List<Entry> next = journal.read(read.position(), 1);
            return next.isEmpty() ? null : end(next.get(0));
        } catch (RuntimeException | Error unreadable) {
            return null;
        }
    }

    private static Instant end(Entry entry) {
        return entry.record().startedAt().plus(entry.record().duration());
    }

    private void works() {
        if (failing) {
            failing = false;
            LOG.log(Level.INFO, "Usage records are stored again");
        }
    }

    private void fails(Throwable failure) {
        state.failing(oldestWaiting());
        if (!failing) {
            failing = true;
            LOG.log(
                    Level.WARNING,
                    "Usage records cannot be stored at the moment; they wait in the journal: {0}",
                    DatabaseFailure.reason(failure));
        }
    }
}
