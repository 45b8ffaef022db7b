package org.externalmodels.benchmarks.load;

import jakarta.transaction.TransactionManager;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.externalmodels.benchmarks.WorkFolder;
import org.externalmodels.benchmarks.load.TransactedWork.Kind;
import org.externalmodels.benchmarks.provider.ProviderProcess;
import org.externalmodels.registry.support.PostgresServer;
import org.externalmodels.workflow.transacted.TransactedAdapter;
import org.externalmodels.workflow.transacted.Transactions;

/**
 * Transactions that write a row and submit a request, beside the same without the submission (one resource, one phase) and with
 * a second database in its place (two resources, two phases), on H2 in a file and on a PostgreSQL that it starts, with what is
 * committed forced to the disk everywhere. They take turns, and nobody listens meanwhile. Then how fast results are delivered in
 * transactions that write a row each. Arguments: seconds of a turn (5), turns (3).
 */
public final class SubmissionsUnderXa {

    private static final String H2_DRIVER = "org.h2.jdbcx.JdbcDataSource";
    private static final String POSTGRES_DRIVER = "org.postgresql.xa.PGXADataSource";

    /** H2 writes what is committed before it says so, as the product has it. */
    private static final String WRITTEN = ";WRITE_DELAY=0";

    private static final int CONNECTIONS = 40;
    private static final int WARM_UP_SECONDS = 3;
    private static final int DELIVERED = 5_000;
    private static final List<Integer> THREADS = List.of(1, 8);

    private final TransactedWork work;
    private final String database;
    private int round;

    private SubmissionsUnderXa(String database, TransactedWork work) {
        this.database = database;
        this.work = work;
    }

    public static void main(String[] args) throws Exception {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        int turns = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        try (var folder = new WorkFolder("submissions");
                var provider = new ProviderProcess()) {
            TransactionManager transactions =
                    Transactions.loggingIn(folder.path().resolve("transactions"));
            try (var adapter = new TransactedAdapter(folder.path().resolve("adapter"), transactions)) {
                URI endpoint = provider.baseUrl().resolve("/v1/chat/completions");
                adapter.directory().publish(LoadedAdapter.snapshot(endpoint, "none"));
                System.out.println("| database | threads | transaction | per second | p50 ms | p99 ms | share |");
                System.out.println("|---|---|---|---|---|---|---|");
                String files = "jdbc:h2:file:" + folder.path();
                try (var work = new TransactedWork(
                        transactions,
                        adapter,
                        Transactions.database(H2_DRIVER, files + "/first" + WRITTEN, "sa", CONNECTIONS),
                        Transactions.database(H2_DRIVER, files + "/second" + WRITTEN, "sa", CONNECTIONS))) {
                    new SubmissionsUnderXa("H2", work).measure(seconds, turns);
                }
                if (!PostgresServer.installed()) {
                    System.out.println("There is no PostgreSQL on this machine.");
                    return;
                }
                String url = postgres();
                try (var work = new TransactedWork(
                        transactions,
                        adapter,
                        Transactions.database(POSTGRES_DRIVER, url + "/postgres", "postgres", CONNECTIONS),
                        Transactions.database(POSTGRES_DRIVER, url + "/second", "postgres", CONNECTIONS))) {
                    new SubmissionsUnderXa("PostgreSQL", work).measure(seconds, turns);
                }
            }
        }
        System.exit(0);
    }

    /** A server that ends with this process, with a database {@code second}; its address without a database. */
    private static String postgres() throws SQLException {
        String server = "jdbc:postgresql://127.0.0.1:"
                + PostgresServer.own("fsync=on", "max_prepared_transactions=100", "max_connections=120")
                        .port();
        try (Connection connection = DriverManager.getConnection(server + "/postgres", "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("create database second");
        }
        return server;
    }

    private void measure(int seconds, int turns) throws Exception {
        for (int threads : THREADS) {
            Map<Kind, List<Turn>> taken = new EnumMap<>(Kind.class);
            for (Kind kind : Kind.values()) {
                turn(kind, threads, WARM_UP_SECONDS);
                taken.put(kind, new ArrayList<>());
            }
            for (int i = 0; i < turns; i++) {
                for (Kind kind : Kind.values()) {
                    taken.get(kind).add(turn(kind, threads, seconds));
                }
            }
            List<Turn> alone = taken.get(Kind.ROW);
            taken.forEach((kind, measured) -> System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %s | %,.0f | %.2f | %.2f | %.2f |%n",
                    database,
                    threads,
                    kind,
                    median(measured.stream().mapToDouble(Turn::perSecond).toArray()),
                    median(measured.stream()
                            .mapToDouble(turn -> turn.millis(0.5))
                            .toArray()),
                    median(measured.stream()
                            .mapToDouble(turn -> turn.millis(0.99))
                            .toArray()),
                    median(IntStream.range(0, turns)
                            .mapToDouble(i ->
                                    measured.get(i).perSecond() / alone.get(i).perSecond())
                            .toArray())));
        }
        deliver();
    }

    /** One measurement: how long each transaction took. */
    private static final class Turn {
        private final long[] sorted;
        private final double seconds;

        Turn(long[] sorted, double seconds) {
            this.sorted = sorted;
            this.seconds = seconds;
        }

        double perSecond() {
            return sorted.length / seconds;
        }

        double millis(double quantile) {
            return sorted[(int) (sorted.length * quantile)] / 1e6;
        }
    }

    private Turn turn(Kind kind, int threads, int seconds) throws Exception {
        String name = "turn-" + ++round;
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        ExecutorService submitters = Executors.newFixedThreadPool(threads);
        List<Callable<long[]>> loops = IntStream.range(0, threads)
                .<Callable<long[]>>mapToObj(thread -> () -> loop(kind, name + "/" + thread + "/", end))
                .toList();
        long[] all = new long[0];
        for (Future<long[]> loop : submitters.invokeAll(loops)) {
            all = LongStream.concat(Arrays.stream(all), Arrays.stream(loop.get()))
                    .toArray();
        }
        submitters.shutdown();
        double took = (System.nanoTime() - start) / 1e9;
        Arrays.sort(all);
        if (work.rows(name + "/") != all.length) {
            throw new IllegalStateException("Other rows than were committed");
        }
        return new Turn(all, took);
    }

    /** To a destination where nobody listens. */
    private long[] loop(Kind kind, String name, long end) throws SQLException {
        LongStream.Builder took = LongStream.builder();
        long now = System.nanoTime();
        for (int number = 0; now < end; number++) {
            work.run(kind, database + " unheard", name + number);
            long after = System.nanoTime();
            took.add(after - now);
            now = after;
        }
        return took.build().toArray();
    }

    private void deliver() throws Exception {
        String destination = database + " delivered";
        for (int number = 0; number < DELIVERED; number++) {
            work.run(Kind.ROW_AND_SUBMISSION, destination, "delivery/" + number);
        }
        long start = System.nanoTime();
        work.listen(destination);
        while (work.rows("answered delivery/") < DELIVERED) {
            if (System.nanoTime() - start > TimeUnit.MINUTES.toNanos(5)) {
                throw new IllegalStateException("Not all results were delivered");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | 10 | %,d submissions asked, answered, and delivered with a row each | %,.0f | | | |%n",
                database,
                DELIVERED,
                DELIVERED / ((System.nanoTime() - start) / 1e9));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
