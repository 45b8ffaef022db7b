package org.externalmodels.benchmarks.usage;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.traces.TraceField;
import org.externalmodels.registry.zones.ZoneStore;

/**
 * Rows that a collector would have left, made by the database itself so that there may be ten million of them: of models
 * {@code model-0}, {@code model-1} and so on, each with a provider's model and 5 connections of its own, 20 applications, 50
 * components, 2 callers and a key for each connection, an activity for each model, 3 % failures, a tag on every tenth, with
 * their sums. Of a hundred thousand rows one has the name {@value #RARE} for all of these but its model and application.
 */
public final class GeneratedRows {

    static final String RARE = "rare";

    private static final int AT_ONCE = 500_000;
    private static final int ZONED_AT_ONCE = 50_000;

    private static final String COUNTS = "requests, calls, failed_calls, unknown_usage, unknown_cost, input_tokens,"
            + " output_tokens, costs, codes, durations, first_chunks";

    private final String url;
    private final String user;
    private final int models;
    private final boolean postgres;

    public GeneratedRows(String url, String user, int models) {
        this.url = url;
        this.user = user;
        this.models = models;
        postgres = url.startsWith("jdbc:postgresql:");
    }

    public void fill(long count, Instant begin, Duration length) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, "");
                Statement statement = connection.createStatement()) {
            if (postgres) {
                statement.execute("set time zone 'UTC'");
            }
            List<String> indexes = dropIndexes(statement);
            long micros = Math.max(1, length.toNanos() / 1_000 / count);
            for (long from = 1; from <= count; from += AT_ONCE) {
                rows(statement, from, Math.min(count, from + AT_ONCE - 1), begin, micros);
            }
            // What follows reads rows by their time.
            for (String index : indexes) {
                statement.execute(index);
            }
            for (Instant day = begin.truncatedTo(ChronoUnit.DAYS);
                    day.isBefore(begin.plus(length));
                    day = day.plus(1, ChronoUnit.DAYS)) {
                for (String grain : new String[] {"hour", "day"}) {
                    sums(statement, grain, day);
                    trends(statement, grain, day);
                    totals(statement, grain, day);
                }
            }
            statement.execute("alter sequence trace_row restart with " + (count + 1_000));
        }
        zones(count);
    }

    /** Made at the end they cost a fraction. */
    private List<String> dropIndexes(Statement statement) throws SQLException {
        Map<String, String> indexes = new LinkedHashMap<>();
        String found = postgres
                ? "select indexname, indexdef from pg_indexes where tablename in ('trace', 'trace_tag')"
                        + " and indexdef not like '%UNIQUE%'"
                : "select index_name, 'create index ' || index_name || ' on ' || table_name || ' (' || listagg(column_name, ', ')"
                        + " within group (order by ordinal_position) || ')' from information_schema.index_columns"
                        + " where table_name in ('TRACE', 'TRACE_TAG') and index_name like 'TRACE~_%' escape '~'"
                        + " group by index_name, table_name";
        try (ResultSet rows = statement.executeQuery(found)) {
            while (rows.next()) {
                indexes.put(rows.getString(1), rows.getString(2));
            }
        }
        for (String name : indexes.keySet()) {
            statement.execute("drop index " + name);
        }
        return List.copyOf(indexes.values());
    }

    /** As a collector keeps them. */
    private void zones(long count) throws SQLException {
        String columns = String.join(", ", TraceField.ZONED);
        for (long from = 0; from < count; from += ZONED_AT_ONCE) {
            List<Object> range = List.of(from, from + ZONED_AT_ONCE);
            try (Transactions transactions = new Transactions(url, user)) {
                transactions.run(source -> {
                    Sql sql = new Sql(source);
                    new ZoneStore(sql)
                            .add(
                                    TraceField.ZONED,
                                    sql.list(
                                            "select started_at, " + columns + " from trace where id > ? and id <= ?",
                                            range,
                                            GeneratedRows::zoned));
                });
            }
        }
    }

    private static ZoneStore.Row zoned(ResultSet row) throws SQLException {
        Object[] values = new Object[TraceField.ZONED.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.getObject(i + 2);
        }
        return new ZoneStore.Row(Sql.time(row, "started_at"), Arrays.asList(values));
    }

    private void rows(Statement statement, long from, long to, Instant begin, long micros) throws SQLException {
        String series = postgres
                ? "generate_series(cast(" + from + " as bigint), " + to + ") s(i)"
                : "system_range(" + from + ", " + to + ") s(i)";
        String time = postgres
                ? "timestamptz '" + begin + "' + i * interval '" + micros + " microseconds'"
                : "dateadd(microsecond, i * " + micros + ", timestamp with time zone '" + begin + "')";
        // Numbers that look thrown: the primes have nothing in common with what they are divided by.
        String rows = "(select i, mod(i * 7919, " + models + ") m, mod(i * 104729 / 13, 5) c, mod(i * 31 / 7, 2) k,"
                + " mod(i * 6700417, 1000) x, mod(i, 33) = 5 failed, mod(i, 99991) = 77 rare from " + series + ") r";
        statement.execute(
                "insert into trace (id, trace_id, attempt, started_at, millis, waited_millis, first_chunk_millis, source,"
                        + " application, component, caller, application_key, workflow_activity, model_id, model_name,"
                        + " model_revision, connection_id, connection_name, provider_model, status, code, message, provider_status, input_tokens, output_tokens, token_source,"
                        + " finish_reason, streaming, tags, degraded, images, audio_millis) select i, 't' || i, 1, "
                        + time
                        + ", 40 + x * x / 150, 40 + x * x / 150, case when failed then null else 20 + x * x / 300 end, 'application',"
                        + " 'application-' || mod(m, 20), " + named("'component-' || mod(m, 50)") + ", "
                        + named("'caller-' || (m * 5 + c) * 2 + k") + ", " + named("'key-' || m * 5 + c")
                        + ", case when rare then '" + RARE + "' when c = 0 then 'activity-' || m end, 'model-' || m,"
                        + " 'model-' || m, 1, 'model-' || m || '-' || c, "
                        + named("'connection-' || m || '-' || c") + ", " + named("'provider-model-' || m")
                        + ", case when failed then 'failed' else 'complete' end,"
                        + " case when failed then 'TIMEOUT' end, case when failed then 'no answer in time' end,"
                        + " case when failed then null else 200 end, case when failed then null else x * 2 end,"
                        + " case when failed then null else x / 2 end, case when failed then 'UNKNOWN' else 'PROVIDER' end,"
                        + " case when failed then 'UNKNOWN' else 'STOP' end, mod(i, 2) = 0,"
                        + " case when mod(i, 10) = 0 then '{\"case\":\"' || x || '\"}' end, false,"
                        + " case when failed then null else 0 end, case when failed then null else 0 end from " + rows);
        statement.execute(
                "insert into trace_tag (trace_row, name, tag_value, started_at) select i, 'case', cast(x as varchar), "
                        + time + " from " + rows + " where mod(i, 10) = 0");
    }

    private static String named(String usual) {
        return "case when rare then '" + RARE + "' else " + usual + " end";
    }

    /** As the registry makes ids of sums. */
    private static String id(String grain) {
        return period(grain) + " + row_number() over (order by begins)";
    }

    private static String period(String grain) {
        return "(" + (grain.equals("day") ? 1 << 24 : 0) + " + cast(extract(epoch from begins) as bigint) / 3600) * "
                + (1L << 38);
    }

    /** The rows of a day, with what they are summed up by: H2 does not group by an expression that is ordered by as well. */
    private static String rowsOf(String grain, Instant day) {
        return "(select date_trunc('" + grain + "', started_at) begins, trace.* from trace where started_at >="
                + " timestamp with time zone '" + day + "' and started_at < timestamp with time zone '"
                + day.plus(1, ChronoUnit.DAYS) + "') r";
    }

    private void sums(Statement statement, String grain, Instant day) throws SQLException {
        String texts = "model_name, connection_name, application, component, caller, application_key, source,"
                + " coalesce(code, ''), coalesce(workflow_activity, '')";
        String key = "model_name || '/' || connection_name || '/' || caller || '/' || coalesce(code, '')";
        statement.execute("insert into usage_sum (id, grain, period_start, sum_key, model, connection, application,"
                + " component, caller, application_key, source, code, activity, currency, requests, calls, failed_calls, unknown_usage,"
                + " unknown_cost, input_tokens, output_tokens, images, audio_millis) select " + id(grain)
                + ", '"
                + grain + "', begins, " + key + ", " + texts
                + ", '', count(*), count(*), sum(case when code is null then 0 else 1 end),"
                + " sum(case when input_tokens is null then 1 else 0 end), count(*), sum(input_tokens), sum(output_tokens),"
                + " sum(images), sum(audio_millis) from " + rowsOf(grain, day) + " group by begins, " + texts);
    }

    private void trends(Statement statement, String grain, Instant day) throws SQLException {
        statement.execute(
                "insert into usage_trend (id, grain, period_start, trend_key, model, connection, application, "
                        + COUNTS + ") select " + id(grain) + ", '" + grain
                        + "', begins, model_name || '/' || connection_name, model_name, connection_name, application, "
                        + counts(grain.equals("hour") ? 5 : 100) + " from " + rowsOf(grain, day)
                        + " group by begins, model_name, connection_name, application");
    }

    private void totals(Statement statement, String grain, Instant day) throws SQLException {
        statement.execute("insert into usage_total (id, grain, period_start, " + COUNTS + ") select " + period(grain)
                + ", '" + grain + "', begins, " + counts(10_000) + " from " + rowsOf(grain, day) + " group by begins");
    }

    private static String counts(int callsOfSketch) {
        String sketch = sketch(callsOfSketch);
        String failures = "sum(case when code is null then 0 else 1 end)";
        return "count(*), count(*), " + failures + ", " + failures
                + ", count(*), sum(input_tokens), sum(output_tokens), '', case when " + failures
                + " = 0 then '' else 'TIMEOUT=' || " + failures + " end, '" + sketch + "', '" + sketch + "'";
    }

    /** As the registry writes them. */
    private static String sketch(int calls) {
        Histogram histogram = new Histogram(2);
        histogram.setAutoResize(true);
        Random random = new Random(calls);
        for (int i = 0; i < calls; i++) {
            histogram.recordValue((long) (300 * Math.exp(random.nextGaussian())));
        }
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }
}
