package org.externalmodels.benchmarks.usage;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.HdrHistogram.Histogram;

/**
 * Rows that a collector would have left, made by the database itself so that there may be ten million of them: 200 models of
 * 5 connections, 20 applications of 5 callers each, 3 % failures, a tag on every tenth, with their sums.
 */
public final class GeneratedRows {

    private static final int AT_ONCE = 500_000;

    private final String url;
    private final String user;
    private final boolean postgres;

    public GeneratedRows(String url, String user) {
        this.url = url;
        this.user = user;
        postgres = url.startsWith("jdbc:postgresql:");
    }

    public void fill(long count, Instant begin, Duration length) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, "");
                Statement statement = connection.createStatement()) {
            if (postgres) {
                statement.execute("set time zone 'UTC'");
            }
            Map<String, String> indexes = dropIndexes(statement);
            long micros = Math.max(1, length.toNanos() / 1_000 / count);
            for (long from = 1; from <= count; from += AT_ONCE) {
                rows(statement, from, Math.min(count, from + AT_ONCE - 1), begin, micros);
            }
            for (String grain : new String[] {"hour", "day"}) {
                sums(statement, grain);
                sketches(statement, grain);
            }
            statement.execute("alter sequence trace_row restart with " + (count + 1_000));
            for (String index : indexes.values()) {
                statement.execute(index);
            }
        }
    }

    /** Made at the end they cost a fraction; H2's are left alone. */
    private Map<String, String> dropIndexes(Statement statement) throws SQLException {
        Map<String, String> indexes = new LinkedHashMap<>();
        if (!postgres) {
            return indexes;
        }
        try (ResultSet found = statement.executeQuery(
                "select indexname, indexdef from pg_indexes where tablename in ('trace', 'trace_tag')"
                        + " and indexdef not like '%UNIQUE%'")) {
            while (found.next()) {
                indexes.put(found.getString(1), found.getString(2));
            }
        }
        for (String name : indexes.keySet()) {
            statement.execute("drop index " + name);
        }
        return indexes;
    }

    private void rows(Statement statement, long from, long to, Instant begin, long micros) throws SQLException {
        String series = postgres
                ? "generate_series(cast(" + from + " as bigint), " + to + ") s(i)"
                : "system_range(" + from + ", " + to + ") s(i)";
        String time = postgres
                ? "timestamptz '" + begin + "' + i * interval '" + micros + " microseconds'"
                : "dateadd(microsecond, i * " + micros + ", timestamp with time zone '" + begin + "')";
        // Numbers that look thrown: the primes have nothing in common with what they are divided by.
        String rows = "(select i, mod(i * 7919, 200) m, mod(i * 104729 / 13, 5) c, mod(i * 31 / 7, 5) k,"
                + " mod(i * 6700417, 1000) x, mod(i, 33) = 5 failed from " + series + ") r";
        statement.execute(
                "insert into trace (id, trace_id, attempt, started_at, millis, waited_millis, first_chunk_millis, source,"
                        + " application, component, caller, model_id, model_name, model_revision, connection_id, connection_name,"
                        + " provider_model, status, code, message, provider_status, input_tokens, output_tokens, token_source,"
                        + " finish_reason, streaming, tags, degraded, images, audio_millis) select i, 't' || i, 1, "
                        + time
                        + ", 40 + x * x / 150, 40 + x * x / 150, case when failed then null else 20 + x * x / 300 end, 'application',"
                        + " 'application-' || mod(m, 20), 'module', 'caller-' || mod(m, 20) * 5 + k, 'model-' || m, 'model-' || m, 1,"
                        + " 'model-' || m || '-' || c, 'connection-' || c, 'gpt-x', case when failed then 'failed' else 'complete' end,"
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

    private void sums(Statement statement, String grain) throws SQLException {
        String texts = "model_name, connection_name, application, component, caller, source, coalesce(code, '')";
        String key = "model_name || '/' || connection_name || '/' || caller || '/' || coalesce(code, '')";
        statement.execute(
                "insert into usage_sum (grain, period_start, sum_key, model, connection, application, component, caller,"
                        + " source, code, currency, requests, calls, failed_calls, unknown_usage, unknown_cost, input_tokens, output_tokens,"
                        + " images, audio_millis) select '" + grain + "', date_trunc('" + grain + "', started_at), "
                        + key + ", " + texts
                        + ", '', count(*), count(*), sum(case when code is null then 0 else 1 end),"
                        + " sum(case when input_tokens is null then 1 else 0 end), count(*), sum(input_tokens), sum(output_tokens),"
                        + " sum(images), sum(audio_millis) from trace group by date_trunc('" + grain
                        + "', started_at), " + texts);
    }

    private void sketches(Statement statement, String grain) throws SQLException {
        String sketch = sketch(grain.equals("hour") ? 5 : 100);
        statement.execute(
                "insert into latency_sketch (grain, period_start, sketch_key, model, connection, application, durations,"
                        + " first_chunks) select distinct grain, period_start, model || '/' || connection || '/' || application, model,"
                        + " connection, application, '" + sketch + "', '" + sketch + "' from usage_sum where grain = '"
                        + grain + "'");
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
