package org.externalmodels.benchmarks.usage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.analytics.Analytics;
import org.externalmodels.registry.billing.Billing;
import org.externalmodels.registry.billing.BillingQuery;
import org.externalmodels.registry.start.Schema;
import org.externalmodels.registry.traces.TraceCondition;
import org.externalmodels.registry.traces.TraceField;
import org.externalmodels.registry.traces.TraceFilter;
import org.externalmodels.registry.traces.TraceItem;
import org.externalmodels.registry.traces.TraceLog;
import org.externalmodels.registry.traces.UsageCollector;

/**
 * Collects so many records into an empty database and looks them up. Arguments: the number of records, the JDBC URL and user
 * of the database, and {@code rows} if the database shall make the rows itself, over 90 days, which is the way to ten million;
 * {@code look} finds them made.
 */
public final class UsageScale {

    private static final int TIMES = 5;
    private static final int MODELS = 200;

    /** What a server that is called 10,000 times a second leaves in ten seconds. */
    private static final long BACKLOG = 100_000;

    private static final List<String> FILTERS = List.of(
            "model=model-3",
            "model=nobody",
            "model.contains=del-19",
            "status=failed",
            "status=aborted_client",
            "code=TIMEOUT",
            "code=RATE_LIMITED",
            "source=application",
            "source=workflow",
            "application=application-7",
            "application=nobody",
            "application.contains=tion-7",
            "caller=caller-11",
            "caller=rare",
            "caller=nobody",
            "caller.contains=ler-11",
            "caller.contains=rar",
            "caller.contains=nobody",
            "caller.starts=rar",
            "connection=connection-7-1",
            "connection=rare",
            "connection=nobody",
            "connection.contains=rar",
            "component=component-7",
            "component=rare",
            "component=nobody",
            "component.contains=ent-7",
            "component.contains=rar",
            "key=key-11",
            "key=rare",
            "key=nobody",
            "key.contains=nobody",
            "providerModel=provider-model-7",
            "providerModel=rare",
            "providerModel=nobody",
            "providerModel.starts=claude",
            "workflowActivity=activity-7",
            "workflowActivity=rare",
            "workflowActivity=nobody",
            "workflowActivity.contains=nobody",
            "workflowInstance=nobody",
            "finishReason=CONTENT_FILTER",
            "currency=EUR",
            "millis.gte=6000",
            "millis.gte=600000",
            "firstChunkMillis.gte=3000",
            "inputTokens.gte=1995",
            "inputTokens=1333",
            "audioMillis.gte=1",
            "cost.unknown=false",
            "cost.gte=0.01",
            "providerStatus=429",
            "attempt.gte=2",
            "streaming=true",
            "degraded=true",
            "tag.case=510",
            "id=t4711");

    private static final List<String> SUMMED =
            List.of("model=model-7", "caller=caller-11", "code=TIMEOUT", "code=RATE_LIMITED", "component=rare");

    private final String url;
    private final String user;

    private UsageScale(String url, String user) {
        this.url = url;
        this.user = user;
    }

    public static void main(String[] arguments) throws SQLException {
        new UsageScale(arguments[1], arguments[2])
                .run(Long.parseLong(arguments[0]), arguments.length > 3 ? arguments[3] : "collect");
    }

    private void run(long count, String way) throws SQLException {
        System.out.printf("%,d records, %s%n", count, url.substring(0, url.indexOf(':', 5)));
        Schema.migrate(Transactions.source(url, user));
        Instant now = Instant.now();
        Duration month = Duration.ofDays(30);
        boolean asRows = !way.equals("collect");
        if (way.equals("rows")) {
            long begin = System.nanoTime();
            Duration quarter = Duration.ofDays(90);
            new GeneratedRows(url, user, MODELS).fill(count, now.minus(quarter), quarter);
            System.out.printf("made in %,.0f s%n", (System.nanoTime() - begin) / 1e9);
            analyze();
        } else if (!asRows) {
            collect("over 30 days", new GeneratedJournal(count, now.minus(month), month), count);
        }
        long backlog = Math.min(count, BACKLOG);
        collect("of one minute", new GeneratedJournal(backlog, now, Duration.ofMinutes(1)), backlog);
        Thread reader = new Thread(this::read, "reader");
        reader.setDaemon(true);
        reader.start();
        collect(
                "of three minutes more, while pages are read",
                new GeneratedJournal(3 * backlog, now.plusSeconds(60), Duration.ofMinutes(3)),
                3 * backlog);
        reader.interrupt();
        analyze();
        for (String filter : FILTERS) {
            TraceFilter traces = filter(filter);
            time("first page, " + filter, source -> new TraceLog(source).slice(traces, 50, Optional.empty()));
        }
        TraceFilter model = TraceFilter.ALL.with(TraceField.MODEL, "model-7");
        for (String connection : List.of("connection-7-1", "connection-8-1", "nobody")) {
            TraceFilter both = model.with(TraceField.CONNECTION, connection);
            time(
                    "first page, model-7, " + connection,
                    source -> new TraceLog(source).slice(both, 50, Optional.empty()));
        }
        TraceFilter week = TraceFilter.ALL
                .with(TraceCondition.parse("connection", "connection-7-1"))
                .between(Optional.of(now.minus(Duration.ofDays(7))), Optional.empty());
        time("first page, connection and 7 days", source -> new TraceLog(source).slice(week, 50, Optional.empty()));
        try (Transactions transactions = new Transactions(url, user)) {
            transactions.run(source -> {
                Slice<TraceItem> first = new TraceLog(source).slice(week, 50, Optional.empty());
                time("next page", another -> new TraceLog(another).slice(week, 50, first.next()));
            });
        }
        for (String filter : SUMMED) {
            time("summary, " + filter, source -> new TraceLog(source).summary(filter(filter)));
        }
        time(
                "summary of 24 hours",
                source -> new TraceLog(source)
                        .summary(TraceFilter.ALL.between(
                                Optional.of(now.minus(Duration.ofHours(24))), Optional.empty())));
        time(
                "analytics, 30 days",
                source -> new Analytics(source).report(now.minus(Duration.ofDays(30)), now, Map.of(), List.of()));
        time(
                "analytics, 24 hours",
                source -> new Analytics(source).report(now.minus(Duration.ofHours(24)), now, Map.of(), List.of()));
        Instant monthEnd = LocalDate.ofInstant(now, ZoneOffset.UTC)
                .withDayOfMonth(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
        Instant monthBegin = monthEnd.atOffset(ZoneOffset.UTC).minusMonths(1).toInstant();
        time(
                "bill of last month by model, connection",
                source -> new Billing(source)
                        .bill(new BillingQuery(
                                monthBegin, monthEnd, List.of("model", "connection"), Map.of(), Map.of())));
        time("bill of 30 days by model, connection", source -> bill(source, now, "model", "connection"));
        time("bill of 30 days by caller, day", source -> bill(source, now, "caller", "day"));
        time("summary of everything", source -> new TraceLog(source).summary(TraceFilter.ALL));
    }

    private static TraceFilter filter(String condition) {
        int equals = condition.indexOf('=');
        return TraceFilter.ALL.with(
                TraceCondition.parse(condition.substring(0, equals), condition.substring(equals + 1)));
    }

    /** As people do who watch: ten pages a second, until interrupted. */
    private void read() {
        try (Transactions transactions = new Transactions(url, user)) {
            for (int page = 0; ; page++) {
                TraceFilter filter = TraceFilter.ALL.with(TraceField.MODEL, "model-" + page % 20);
                transactions.run(source -> new TraceLog(source).slice(filter, 50, Optional.empty()));
                Thread.sleep(100);
            }
        } catch (InterruptedException done) {
            Thread.currentThread().interrupt();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void collect(String what, GeneratedJournal journal, long count) throws SQLException {
        long begin = System.nanoTime();
        try (Transactions transactions = new Transactions(url, user)) {
            new UsageCollector(journal, new TransactionalStore(transactions)).collect();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf("collected, %s: %,.0f records/s%n", what, count / seconds);
    }

    private static void bill(DataSource source, Instant now, String... by) {
        new Billing(source)
                .bill(new BillingQuery(now.minus(Duration.ofDays(30)), now, List.of(by), Map.of(), Map.of()));
    }

    /** As a database does by itself after a while. */
    private void analyze() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, "");
                Statement statement = connection.createStatement()) {
            statement.execute("analyze");
        }
    }

    private void time(String what, Consumer<DataSource> work) {
        long[] times = LongStream.range(0, TIMES).map(i -> once(work)).sorted().toArray();
        System.out.printf("%-40s %,8.1f ms  (worst %,.1f)%n", what, times[TIMES / 2] / 1e6, times[TIMES - 1] / 1e6);
    }

    private long once(Consumer<DataSource> work) {
        try (Transactions transactions = new Transactions(url, user)) {
            long begin = System.nanoTime();
            transactions.run(work);
            return System.nanoTime() - begin;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
