package org.externalmodels.registry.traces;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.externalmodels.inference.spi.UsageJournal.Entry;
import org.externalmodels.inference.spi.UsageRecord;
import org.externalmodels.registry.OwnTransaction;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.analytics.RollUps;
import org.externalmodels.registry.analytics.UsageFact;
import org.externalmodels.registry.billing.PriceTable;
import org.externalmodels.registry.zones.ZoneStore;

/**
 * Stores trace rows and adds them to the sums, together with how far the journal has been read, so that whatever stops in
 * between repeats nothing and loses nothing. By plain SQL: it is what every call ends in.
 */
@ApplicationScoped
@OwnTransaction
public class TraceStore {

    private final Sql sql;

    protected TraceStore() {
        this(null);
    }

    @Inject
    public TraceStore(DataSource database) {
        sql = new Sql(database);
    }

    /** How far a journal has been read; 0 if never. */
    public long position(String journalId) {
        return read("select read_up_to from journal_position where journal_id = ?", journalId)
                .orElse(0L);
    }

    /**
     * Stores records that follow a position.
     *
     * @param after how far the journal had been read
     * @return what is stored now
     * @throws IllegalStateException if it has been read to somewhere else meanwhile; nothing is stored then
     */
    public List<UsageFact> store(String journalId, long after, List<Entry> entries) {
        return store(journalId, after, entries, TraceRow::of);
    }

    /** Stores what can be stored of a record that the database refused. */
    public List<UsageFact> storeDegraded(String journalId, long after, Entry entry) {
        return store(journalId, after, List.of(entry), TraceRow::degraded);
    }

    /** Stores that there was a call, where the database refused the numbers of its record as well. */
    public List<UsageFact> storeWithoutCounts(String journalId, long after, Entry entry) {
        return store(journalId, after, List.of(entry), TraceRow::withoutCounts);
    }

    /** The specification does not say that an error rolls back (Jakarta Transactions 2.0, 3.7). Half a batch must not be stored. */
    private List<UsageFact> store(String journalId, long after, List<Entry> entries, TraceInsertion.RowMaker maker) {
        try {
            return storeAll(journalId, after, entries, maker);
        } catch (Error failure) {
            throw new IllegalStateException("Usage records could not be stored", failure);
        }
    }

    private List<UsageFact> storeAll(String journalId, long after, List<Entry> entries, TraceInsertion.RowMaker maker) {
        lock(journalId, after);
        List<UsageRecord> due = entries.stream().map(Entry::record).toList();
        TraceInsertion inserted = new TraceInsertion(sql, prices(due), maker);
        inserted.add(due);
        RollUps sums = new RollUps(sql);
        sums.lock();
        rememberUse(due);
        sums.add(inserted.facts());
        new ZoneStore(sql).add(TraceField.ZONED, inserted.zoned());
        sql.update(
                "update journal_position set read_up_to = ? where journal_id = ?",
                List.of(entries.get(entries.size() - 1).position(), journalId));
        return inserted.facts();
    }

    private void lock(String journalId, long after) {
        Optional<Long> position =
                read("select read_up_to from journal_position where journal_id = ? for update", journalId);
        if (position.isEmpty()) {
            sql.update(
                    "insert into journal_position (journal_id, read_up_to) values (?, ?)", List.of(journalId, after));
        } else if (position.get() != after) {
            throw new IllegalStateException("The usage journal " + journalId + " was read from " + after + " to "
                    + position.get() + " by somebody else");
        }
    }

    private Optional<Long> read(String query, String journalId) {
        return sql.list(query, List.of(journalId), row -> row.getLong(1)).stream()
                .findFirst();
    }

    private PriceTable prices(List<UsageRecord> records) {
        return PriceTable.load(
                sql,
                records.stream()
                        .flatMap(record -> record.target().modelId().stream())
                        .collect(Collectors.toSet()));
    }

    /** When each connection was last used. */
    private void rememberUse(List<UsageRecord> records) {
        Map<String, Instant> last = new TreeMap<>();
        for (UsageRecord record : records) {
            Optional<String> connection = record.target().connectionId();
            if (connection.isPresent() && connection.get().length() <= 36) {
                Instant end = Fitting.time(record.startedAt().plus(record.duration()));
                last.merge(connection.get(), end, (a, b) -> a.isAfter(b) ? a : b);
            }
        }
        if (last.isEmpty()) {
            return;
        }
        List<String> ids = List.copyOf(last.keySet());
        Set<String> known = Set.copyOf(sql.list(
                "select connection_id from connection_use where connection_id in (" + Sql.marks(ids.size()) + ")",
                ids,
                row -> row.getString("connection_id")));
        sql.batch(
                "update connection_use set last_used_at = ? where connection_id = ? and last_used_at < ?",
                ids.stream()
                        .filter(known::contains)
                        .map(id -> new Object[] {last.get(id), id, last.get(id)})
                        .toList());
        sql.batch(
                "insert into connection_use (connection_id, last_used_at) values (?, ?)",
                ids.stream()
                        .filter(id -> !known.contains(id))
                        .map(id -> new Object[] {id, last.get(id)})
                        .toList());
    }
}
