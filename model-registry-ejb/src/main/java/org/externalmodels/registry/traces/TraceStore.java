package org.externalmodels.registry.traces;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.externalmodels.inference.spi.UsageJournal.Entry;
import org.externalmodels.inference.spi.UsageRecord;
import org.externalmodels.registry.model.ConnectionUse;

/**
 * Stores trace rows together with how far the journal has been read, so that whatever stops in between repeats nothing
 * and loses nothing.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
public class TraceStore {

    private final EntityManager entities;

    protected TraceStore() {
        this(null);
    }

    @Inject
    public TraceStore(EntityManager entities) {
        this.entities = entities;
    }

    /** How far a journal has been read; 0 if never. */
    public long position(String journalId) {
        JournalPosition position = entities.find(JournalPosition.class, journalId);
        return position == null ? 0 : position.readUpTo();
    }

    /** Stores records that follow the position; those before it are stored already. */
    public void store(String journalId, List<Entry> entries) {
        JournalPosition position = locked(journalId);
        for (Entry entry : after(position, entries)) {
            Trace trace = new Trace(entry.record());
            entities.persist(trace);
            if (entry.record().input().isPresent() || entry.record().output().isPresent()) {
                // The rows refer to each other by plain ids, so their order is this one.
                entities.flush();
                entities.persist(new TraceBody(trace, entry.record()));
            }
        }
        rememberUse(entries);
        position.moveTo(entries.get(entries.size() - 1).position());
        entities.flush();
    }

    /** Stores what can be stored of a record that the database refused. */
    public void storeDegraded(String journalId, Entry entry) {
        JournalPosition position = locked(journalId);
        for (Entry due : after(position, List.of(entry))) {
            entities.persist(Trace.degraded(due.record()));
        }
        position.moveTo(entry.position());
        entities.flush();
    }

    private JournalPosition locked(String journalId) {
        JournalPosition position = entities.find(JournalPosition.class, journalId, LockModeType.PESSIMISTIC_WRITE);
        if (position == null) {
            position = new JournalPosition(journalId);
            entities.persist(position);
            entities.flush();
        }
        return position;
    }

    private static List<Entry> after(JournalPosition position, List<Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.position() > position.readUpTo())
                .toList();
    }

    /** In the order of ids, so that two servers that do the same do not wait for each other in a circle. */
    private void rememberUse(List<Entry> entries) {
        Map<String, Instant> last = new TreeMap<>();
        for (Entry entry : entries) {
            Optional<String> connection = entry.record().target().connectionId();
            if (connection.isPresent() && connection.get().length() <= 36) {
                last.merge(connection.get(), end(entry.record()), (a, b) -> a.isAfter(b) ? a : b);
            }
        }
        last.forEach((connectionId, at) -> {
            ConnectionUse use = entities.find(ConnectionUse.class, connectionId, LockModeType.PESSIMISTIC_WRITE);
            if (use == null) {
                entities.persist(new ConnectionUse(connectionId, at));
            } else {
                use.used(at);
            }
        });
    }

    private static Instant end(UsageRecord record) {
        return Fitting.time(record.startedAt().plus(record.duration()));
    }
}
