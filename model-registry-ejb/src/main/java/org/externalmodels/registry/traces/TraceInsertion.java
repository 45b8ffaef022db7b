package org.externalmodels.registry.traces;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.externalmodels.inference.spi.UsageRecord;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.analytics.UsageFact;
import org.externalmodels.registry.billing.PriceTable;
import org.externalmodels.registry.retention.Redaction;
import org.externalmodels.registry.zones.ZoneStore;

/**
 * Inserts rows, in the transaction that is under way, and keeps of each only what sums and zones are made of: a row with all
 * its columns, and what a driver makes of them, is several times as large, and would live as long as the transaction.
 */
final class TraceInsertion {

    /** A round trip for each; more would only be more in memory. */
    private static final int ROWS_AT_ONCE = 500;

    /** What the database's sequence counts in; what it gives is the end of a block of ids. */
    private static final int ID_BLOCK = 500;

    /** Where the columns that zones tell of are in a row. */
    private static final int[] ZONED_PLACES =
            TraceField.ZONED.stream().mapToInt(TraceRow.COLUMNS::indexOf).toArray();

    private final Sql sql;
    private final PriceTable prices;
    private final Redaction redaction;
    private final RowMaker maker;
    private final List<UsageFact> facts = new ArrayList<>();
    private final List<ZoneStore.Row> zoned = new ArrayList<>();
    private long id;
    private long lastId;

    TraceInsertion(Sql sql, PriceTable prices, RowMaker maker) {
        this.sql = sql;
        this.prices = prices;
        this.redaction = Redaction.load(sql);
        this.maker = maker;
    }

    /** Makes a row of a record. */
    interface RowMaker {
        TraceRow row(long id, UsageRecord record, PriceTable prices, Redaction redaction);
    }

    void add(List<UsageRecord> records) {
        for (int i = 0; i < records.size(); i += ROWS_AT_ONCE) {
            insert(records.subList(i, Math.min(i + ROWS_AT_ONCE, records.size())));
        }
    }

    private void insert(List<UsageRecord> records) {
        List<TraceRow> rows = records.stream()
                .map(record -> maker.row(nextId(), record, prices, redaction))
                .toList();
        List<Object[]> columns = rows.stream().map(TraceRow::columns).toList();
        sql.insert(TraceRow.INSERT, columns);
        sql.insert(
                TraceRow.INSERT_TAG,
                rows.stream().flatMap(row -> row.tags().stream()).toList());
        sql.insert(
                TraceRow.INSERT_BODY,
                rows.stream().flatMap(row -> row.body().stream()).toList());
        for (int i = 0; i < rows.size(); i++) {
            UsageFact fact = rows.get(i).fact();
            facts.add(fact);
            zoned.add(new ZoneStore.Row(fact.time(), zoned(columns.get(i))));
        }
    }

    private long nextId() {
        if (id == lastId) {
            lastId = sql.list("select nextval('trace_row')", List.of(), row -> row.getLong(1))
                    .get(0);
            id = lastId - ID_BLOCK;
        }
        id++;
        return id;
    }

    private static List<Object> zoned(Object[] row) {
        Object[] values = new Object[ZONED_PLACES.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = row[ZONED_PLACES[i]];
        }
        return Arrays.asList(values);
    }

    /** What was inserted, for sums. */
    List<UsageFact> facts() {
        return facts;
    }

    /** What was inserted, for zones. */
    List<ZoneStore.Row> zoned() {
        return zoned;
    }
}
