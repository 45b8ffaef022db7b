package org.externalmodels.registry.zones;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.externalmodels.registry.Sql;

/**
 * Keeps zones true to the rows in them, in the transaction that stores the rows. The lock of the sums must be held: zones are
 * read, added to and written back.
 */
public final class ZoneStore {

    /** Rows after which a new zone begins: what is looked through for one row that is found. */
    static final int ROWS_OF_ZONE = 1_000;

    /** Of the zone that a time is in. H2 takes this from the end of an index, and a maximum from all of it. */
    static final String BEGIN =
            "select started_at from trace_zone where started_at <= ? order by started_at desc limit 1";

    static final String BETWEEN =
            "select started_at, last_at, trace_rows from trace_zone where started_at >= ? and started_at <= ?";

    private final Sql sql;
    private final int rowsOfZone;
    private final ZoneNames names;

    public ZoneStore(Sql sql) {
        this(sql, ROWS_OF_ZONE, new ZoneNames(sql));
    }

    ZoneStore(Sql sql, int rowsOfZone, ZoneNames names) {
        this.sql = sql;
        this.rowsOfZone = rowsOfZone;
        this.names = names;
    }

    /** A row's time, and what its values of some columns are, in their order. */
    public record Row(Instant time, List<Object> values) {}

    private static final class Zone {
        private final Map<String, ZoneColumn> columns = new HashMap<>();
        private final Set<String> stored = new HashSet<>();
        private boolean isStored;
        private boolean isTouched;
        private Instant last;
        private long rows;
    }

    /** Takes in new rows. */
    public void add(List<String> columns, List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        List<Row> ordered =
                rows.stream().sorted(Comparator.comparing(Row::time)).toList();
        NavigableMap<Instant, Zone> zones = load(
                columns, ordered.get(0).time(), ordered.get(ordered.size() - 1).time());
        for (Row row : ordered) {
            Zone zone = zone(zones, row.time(), columns);
            zone.isTouched = true;
            zone.rows++;
            zone.last = zone.last == null || row.time().isAfter(zone.last) ? row.time() : zone.last;
            take(zone, columns, row);
        }
        store(zones);
    }

    /** Takes in other values of rows that are there already. */
    public void change(List<String> columns, List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        List<Instant> times = rows.stream().map(Row::time).sorted().toList();
        NavigableMap<Instant, Zone> zones = load(columns, times.get(0), times.get(times.size() - 1));
        for (Row row : rows) {
            Map.Entry<Instant, Zone> zone = zones.floorEntry(row.time());
            if (zone != null) {
                take(zone.getValue(), columns, row);
            }
        }
        store(zones);
    }

    /** Forgets zones before a time of which all rows are gone. */
    public void forget(Instant before) {
        String gone = "select z.started_at from trace_zone z where z.last_at < ? and not exists"
                + " (select 1 from trace t where t.started_at >= z.started_at and t.started_at <= z.last_at)";
        List<Instant> zones = sql.list(gone, List.of(before), row -> Sql.time(row, "started_at"));
        if (!zones.isEmpty()) {
            sql.batch(
                    "delete from trace_zone where started_at = ?",
                    zones.stream().map(zone -> new Object[] {zone}).toList());
            // In one pass over them, however many zones are gone.
            sql.update(
                    "delete from trace_zone_column where zone not in (select started_at from trace_zone)", List.of());
        }
        names.forget();
    }

    private Zone zone(NavigableMap<Instant, Zone> zones, Instant time, List<String> columns) {
        Map.Entry<Instant, Zone> floor = zones.floorEntry(time);
        if (floor != null && (floor.getValue().rows < rowsOfZone || !time.isAfter(floor.getValue().last))) {
            return floor.getValue();
        }
        Zone fresh = new Zone();
        columns.forEach(column -> fresh.columns.put(column, new ZoneColumn()));
        zones.put(time, fresh);
        return fresh;
    }

    /** Of a column that a zone says nothing about, it is not known what other rows have. */
    private static void take(Zone zone, List<String> columns, Row row) {
        for (int i = 0; i < columns.size(); i++) {
            ZoneColumn column = zone.columns.get(columns.get(i));
            if (column != null) {
                column.add(row.values().get(i));
            }
        }
    }

    /** The zones of a time, with what is known of some columns. What is read does not grow with what is stored. */
    private NavigableMap<Instant, Zone> load(List<String> columns, Instant first, Instant last) {
        NavigableMap<Instant, Zone> zones = new TreeMap<>();
        Instant begin = sql.list(BEGIN, List.of(first), row -> Sql.time(row, "started_at")).stream()
                .findFirst()
                .orElse(first);
        sql.each(BETWEEN, List.of(begin, last), row -> {
            Zone zone = new Zone();
            zone.isStored = true;
            zone.last = Sql.time(row, "last_at");
            zone.rows = row.getLong("trace_rows");
            zones.put(Sql.time(row, "started_at"), zone);
        });
        List<Object> parameters = new ArrayList<>(columns);
        parameters.addAll(List.of(begin, last));
        sql.each(columnsBetween(columns.size()), parameters, row -> read(zones, row));
        return zones;
    }

    /** Column by column: with a list of them, or with an index by zone alone, databases read zones that nobody asks for. */
    static String columnsBetween(int columns) {
        return "select c.* from (values " + "(?), ".repeat(columns - 1) + "(?)) n (name) join trace_zone_column c"
                + " on c.column_name = n.name where c.zone >= ? and c.zone <= ?";
    }

    private static void read(Map<Instant, Zone> zones, ResultSet row) throws SQLException {
        Zone zone = zones.get(Sql.time(row, "zone"));
        String column = row.getString("column_name");
        zone.columns.put(column, ZoneColumn.read(row, ZoneColumn::parse));
        zone.stored.add(column);
    }

    private void store(Map<Instant, Zone> zones) {
        hash(zones.values());
        List<Object[]> begun = new ArrayList<>();
        List<Object[]> grown = new ArrayList<>();
        List<Object[]> fresh = new ArrayList<>();
        List<Object[]> changed = new ArrayList<>();
        zones.forEach((start, zone) -> {
            if (!zone.isStored) {
                begun.add(new Object[] {start, zone.last, zone.rows});
            } else if (zone.isTouched) {
                grown.add(new Object[] {zone.last, zone.rows, start});
            }
            zone.columns.forEach((name, column) -> {
                if (!zone.stored.contains(name)) {
                    fresh.add(columns(column, name, start));
                } else if (column.isChanged()) {
                    changed.add(columns(column, name, start));
                }
            });
        });
        sql.insert("insert into trace_zone (started_at, last_at, trace_rows)", begun);
        sql.batch("update trace_zone set last_at = ?, trace_rows = ? where started_at = ?", grown);
        sql.insert(
                "insert into trace_zone_column (nulls, listed, hashes, unnamed, low, high, column_name, zone)", fresh);
        sql.batch(
                "update trace_zone_column set nulls = ?, listed = ?, hashes = ?, unnamed = ?, low = ?, high = ?"
                        + " where column_name = ? and zone = ?",
                changed);
    }

    private static Object[] columns(ZoneColumn column, String name, Instant zone) {
        return new Object[] {
            column.hasNulls(),
            column.listed(),
            column.hashes(),
            column.isUnnamed(),
            column.low(),
            column.high(),
            name,
            zone
        };
    }

    /** Makes hashes of texts that are too many to list, and remembers them as names. */
    private void hash(Collection<Zone> zones) {
        Map<String, Map<String, Instant>> used = new HashMap<>();
        zones.forEach(zone -> zone.columns.forEach((name, column) -> {
            if (!column.unhashed().isEmpty()) {
                Instant until = zone.last.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
                Map<String, Instant> texts = used.computeIfAbsent(name, first -> new HashMap<>());
                column.unhashed().forEach(text -> texts.merge(text, until, (a, b) -> a.isAfter(b) ? a : b));
            }
        }));
        Set<String> named = new HashSet<>();
        used.forEach((name, texts) -> {
            if (names.remember(name, texts)) {
                named.add(name);
            }
        });
        zones.forEach(zone -> zone.columns.forEach((name, column) -> column.settle(named.contains(name))));
    }
}
