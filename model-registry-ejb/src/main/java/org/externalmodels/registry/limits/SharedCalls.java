package org.externalmodels.registry.limits;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.model.Columns;

/**
 * Calls under way on all servers, one row for each bucket and server. A server that does not say for half a minute that it
 * is there has no calls any more.
 */
final class SharedCalls {

    private static final Duration GONE_AFTER = Duration.ofSeconds(30);

    private final String server = UUID.randomUUID().toString();
    private final DataSource database;
    private final Sql sql;

    SharedCalls(DataSource database) {
        this.database = database;
        sql = new Sql(database);
    }

    Reading look(Bucket bucket) {
        long used = sql.list(
                        "select coalesce(sum(calls), 0) from call_in_flight where bucket = ? and seen_at > ?",
                        List.of(bucket.key(), Instant.now().minus(GONE_AFTER)),
                        row -> row.getLong(1))
                .get(0);
        return reading(bucket, used < bucket.rule().capacity(), used);
    }

    /** The bucket is locked until commit, so that servers count one after the other. */
    Reading take(Bucket bucket) {
        try (Connection connection = database.getConnection()) {
            boolean own = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                Reading reading = taken(connection, bucket);
                connection.commit();
                return reading;
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(own);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("Calls in flight could not be counted", failure);
        }
    }

    private Reading taken(Connection connection, Bucket bucket) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 0))")) {
            lock.setString(1, bucket.key());
            lock.execute();
        }
        Instant now = Instant.now();
        long used;
        try (PreparedStatement count = connection.prepareStatement(
                "select coalesce(sum(calls), 0) from call_in_flight where bucket = ? and seen_at > ?")) {
            count.setString(1, bucket.key());
            count.setObject(2, Columns.time(now.minus(GONE_AFTER)));
            try (ResultSet row = count.executeQuery()) {
                row.next();
                used = row.getLong(1);
            }
        }
        if (used >= bucket.rule().capacity()) {
            return reading(bucket, false, used);
        }
        try (PreparedStatement add = connection.prepareStatement(
                "insert into call_in_flight (bucket, server, calls, seen_at) values (?, ?, 1, ?)"
                        + " on conflict (bucket, server) do update set calls = call_in_flight.calls + 1,"
                        + " seen_at = excluded.seen_at")) {
            add.setString(1, bucket.key());
            add.setString(2, server);
            add.setObject(3, Columns.time(now));
            add.executeUpdate();
        }
        return reading(bucket, true, used + 1);
    }

    void correct(Bucket bucket, long difference) {
        sql.update(
                "update call_in_flight set calls = calls + ?, seen_at = ? where bucket = ? and server = ?",
                List.of((int) difference, Instant.now(), bucket.key(), server));
    }

    void heartbeat() {
        sql.update("update call_in_flight set seen_at = ? where server = ?", List.of(Instant.now(), server));
        sql.update(
                "delete from call_in_flight where seen_at < ?",
                List.of(Instant.now().minus(Duration.ofDays(1))));
    }

    void leave() {
        sql.update("delete from call_in_flight where server = ?", List.of(server));
    }

    private static Reading reading(Bucket bucket, boolean fits, long used) {
        return new Reading(fits, bucket.rule().capacity() - used, Duration.ZERO);
    }
}
