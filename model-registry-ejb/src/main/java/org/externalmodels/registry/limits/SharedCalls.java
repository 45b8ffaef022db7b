package org.externalmodels.registry.limits;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.externalmodels.registry.Sql;

/**
 * Calls under way on all servers, one row for each bucket and server. A server counts its own in memory, whether the database
 * is there or not, and writes the count as it is: a call that ended while the database was away is in no row when it is back.
 * A server that does not say for half a minute that it is there has no calls any more, by the clock of the database: those of
 * servers differ.
 */
final class SharedCalls {

    private static final String IS_THERE = "seen_at > clock_timestamp() - interval '30 seconds'";
    private static final int AT_ONCE = 500;

    private final String server = UUID.randomUUID().toString();
    private final ConcurrentMap<String, Row> rows = new ConcurrentHashMap<>();
    private final DataSource database;
    private final LocalMeters own;
    private final Sql sql;

    /** @param own which counts the calls of this server */
    SharedCalls(DataSource database, LocalMeters own) {
        this.database = database;
        this.own = own;
        sql = new Sql(database);
    }

    /** What this server says of a bucket. Guarded by itself, so that a count never overwrites a newer one. */
    private static final class Row {
        private static final long UNKNOWN = -1;

        private final Bucket bucket;
        private long written = UNKNOWN;

        Row(Bucket bucket) {
            this.bucket = bucket;
        }

        synchronized void forget() {
            written = UNKNOWN;
        }
    }

    Reading look(Bucket bucket) {
        return look(List.of(bucket)).get(bucket);
    }

    /** What each of some says. */
    Map<Bucket, Reading> look(List<Bucket> buckets) {
        Map<String, Long> others = new HashMap<>();
        for (int i = 0; i < buckets.size(); i += AT_ONCE) {
            List<String> keys = buckets.subList(i, Math.min(i + AT_ONCE, buckets.size())).stream()
                    .map(Bucket::key)
                    .toList();
            List<Object> values = new ArrayList<>(keys);
            values.add(server);
            sql.each(
                    "select bucket, sum(calls) as calls from call_in_flight where bucket in (" + Sql.marks(keys.size())
                            + ") and server <> ? and " + IS_THERE + " group by bucket",
                    values,
                    row -> others.put(row.getString("bucket"), row.getLong("calls")));
        }
        return buckets.stream().collect(Collectors.toMap(bucket -> bucket, bucket -> {
            long used = others.getOrDefault(bucket.key(), 0L) + own.inFlight(bucket);
            return reading(bucket, used < bucket.rule().capacity(), used);
        }));
    }

    /** The bucket is locked until commit, so that servers count one after the other. */
    Reading take(Bucket bucket) {
        Row row = row(bucket);
        synchronized (row) {
            try (Connection connection = database.getConnection()) {
                return taken(connection, row, bucket);
            } catch (SQLException failure) {
                throw new IllegalStateException("Calls in flight could not be counted", failure);
            }
        }
    }

    private Reading taken(Connection connection, Row row, Bucket bucket) throws SQLException {
        boolean committing = connection.getAutoCommit();
        connection.setAutoCommit(false);
        boolean counted = false;
        try {
            long others = others(connection, bucket);
            own.correct(bucket, 1);
            counted = true;
            long mine = own.inFlight(bucket);
            boolean fits = others + mine <= bucket.rule().capacity();
            if (fits) {
                row.written = Row.UNKNOWN;
                write(connection, bucket, mine);
            } else {
                own.correct(bucket, -1);
                counted = false;
            }
            connection.commit();
            if (fits) {
                row.written = mine;
            }
            return reading(bucket, fits, fits ? others + mine : others + mine - 1);
        } catch (SQLException | RuntimeException failure) {
            if (counted) {
                own.correct(bucket, -1);
            }
            connection.rollback();
            throw failure;
        } finally {
            connection.setAutoCommit(committing);
        }
    }

    private long others(Connection connection, Bucket bucket) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 0))")) {
            lock.setString(1, bucket.key());
            lock.execute();
        }
        try (PreparedStatement count = connection.prepareStatement("select coalesce(sum(calls), 0) from call_in_flight"
                + " where bucket = ? and server <> ? and " + IS_THERE)) {
            count.setString(1, bucket.key());
            count.setString(2, server);
            try (ResultSet found = count.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        }
    }

    private void write(Connection connection, Bucket bucket, long calls) throws SQLException {
        try (PreparedStatement set =
                connection.prepareStatement("insert into call_in_flight (bucket, server, calls, seen_at)"
                        + " values (?, ?, ?, clock_timestamp()) on conflict (bucket, server)"
                        + " do update set calls = excluded.calls, seen_at = excluded.seen_at")) {
            set.setString(1, bucket.key());
            set.setString(2, server);
            set.setInt(3, (int) calls);
            set.executeUpdate();
        }
    }

    /** Tells the other servers how many calls of a bucket this one has, unless it did. */
    void tell(Bucket bucket) {
        tell(row(bucket));
    }

    private void tell(Row row) {
        synchronized (row) {
            long mine = own.inFlight(row.bucket);
            if (mine == row.written) {
                return;
            }
            row.written = Row.UNKNOWN;
            try (Connection connection = database.getConnection()) {
                write(connection, row.bucket, mine);
            } catch (SQLException failure) {
                throw new IllegalStateException("Calls in flight could not be told of", failure);
            }
            row.written = mine;
        }
    }

    /** Puts right what could not be told before, and says that this server is there. */
    void heartbeat() {
        rows.values().forEach(this::tell);
        int told =
                sql.update("update call_in_flight set seen_at = clock_timestamp() where server = ?", List.of(server));
        if (told < rows.size()) {
            // Somebody took this server for gone, or the database is an older one: all is told again.
            rows.values().forEach(Row::forget);
        }
        sql.update("delete from call_in_flight where seen_at < clock_timestamp() - interval '1 day'", List.of());
    }

    void leave() {
        sql.update("delete from call_in_flight where server = ?", List.of(server));
    }

    private Row row(Bucket bucket) {
        return rows.computeIfAbsent(bucket.key(), key -> new Row(bucket));
    }

    private static Reading reading(Bucket bucket, boolean fits, long used) {
        return new Reading(fits, bucket.rule().capacity() - used, Duration.ZERO);
    }
}
