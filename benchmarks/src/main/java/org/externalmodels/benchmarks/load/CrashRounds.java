package org.externalmodels.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.externalmodels.benchmarks.WorkFolder;
import org.externalmodels.benchmarks.provider.ProviderProcess;

/**
 * Kills a process that calls a model and stores its usage records ({@link KilledProcess}), again and again at random moments of
 * its start and its load, and looks whether the database has a record of each answered call, none twice, and sums that
 * agree. Arguments: rounds (100), seed of the moments, JDBC URL (H2 in a file) and user (sa).
 */
public final class CrashRounds {

    private static final int ENDLESS = 1_000_000_000;
    private static final int MOST_ANSWERS = 2_000;
    private static final int MOST_MICROS = 20_000;

    /** Of ten moments, so many are within the start, before the first answer as well. */
    private static final int OF_START = 2;

    private static final int MOST_MILLIS_OF_START = 4_000;

    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final Random moments;
    private final String url;
    private final String user;
    private final Path journal;
    private final URI endpoint;

    private CrashRounds(long seed, String url, String user, Path journal, URI endpoint) {
        this.moments = new Random(seed);
        this.url = url;
        this.user = user;
        this.journal = journal;
        this.endpoint = endpoint;
    }

    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 100;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime();
        boolean held = args.length > 2 ? run(rounds, seed, args[2], args[3]) : run(rounds, seed);
        if (!held) {
            System.exit(1);
        }
    }

    /** With H2 in a file, which writes at each commit, as the server has it. */
    static boolean run(int rounds, long seed) throws Exception {
        try (var folder = new WorkFolder("crash-database")) {
            return run(rounds, seed, "jdbc:h2:file:" + folder.path().resolve("database") + ";WRITE_DELAY=0", "sa");
        }
    }

    private static boolean run(int rounds, long seed, String url, String user) throws Exception {
        System.out.printf("%d rounds, seed %d%n", rounds, seed);
        try (var journal = new WorkFolder("crash-journal");
                var provider = new ProviderProcess()) {
            URI endpoint = URI.create(provider.baseUrl() + "/chat/completions");
            return new CrashRounds(seed, url, user, journal.path(), endpoint).hold(rounds);
        }
    }

    private boolean hold(int rounds) throws IOException, InterruptedException, SQLException {
        // H2 does not make tables in transactions, so the kills begin when they are there.
        runToItsEnd();
        for (int round = 0; round < rounds; round++) {
            killOnce();
        }
        runToItsEnd();
        return look(rounds);
    }

    /** Makes the tables, or stores what is left in the journal. */
    private void runToItsEnd() throws IOException, InterruptedException {
        Process process = start(0);
        if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("The process did not end as it should");
        }
    }

    private void killOnce() throws IOException, InterruptedException {
        boolean atStart = moments.nextInt(10) < OF_START;
        int millis = moments.nextInt(MOST_MILLIS_OF_START);
        int due = answered.size() + 1 + moments.nextInt(MOST_ANSWERS);
        int micros = moments.nextInt(MOST_MICROS);
        Process process = start(ENDLESS);
        Thread listener = new Thread(() -> listen(process));
        listener.start();
        if (atStart) {
            TimeUnit.MILLISECONDS.sleep(millis);
        } else {
            while (answered.size() < due && process.isAlive()) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            TimeUnit.MICROSECONDS.sleep(micros);
        }
        if (!process.isAlive()) {
            throw new IllegalStateException("The process ended by itself with " + process.exitValue());
        }
        // Unlike the process itself its handle leaves open what is still to be read of it.
        process.toHandle().destroyForcibly();
        process.waitFor();
        listener.join();
    }

    private Process start(int calls) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledProcess.class.getName(),
                        journal.toString(),
                        endpoint.toString(),
                        url,
                        user,
                        String.valueOf(calls))
                .redirectError(Redirect.INHERIT)
                .start();
    }

    private void listen(Process process) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(KilledProcess.ANSWERED) && line.endsWith(KilledProcess.END)) {
                    answered.add(line.substring(
                            KilledProcess.ANSWERED.length(), line.length() - KilledProcess.END.length()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean look(int rounds) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, "");
                Statement statement = connection.createStatement()) {
            Set<String> stored = new HashSet<>();
            long rows = 0;
            try (ResultSet traces = statement.executeQuery("select trace_id from trace")) {
                while (traces.next()) {
                    stored.add(traces.getString(1));
                    rows++;
                }
            }
            Set<String> lost = new HashSet<>(answered);
            lost.removeAll(stored);
            long twice = rows - stored.size();
            long unanswered = (long) stored.size() - answered.size() + lost.size();
            System.out.printf(
                    Locale.ROOT,
                    "%,d calls answered, %,d records, of which %,d of calls that the kill cut off; %d lost, %d twice%n",
                    answered.size(),
                    rows,
                    unanswered,
                    lost.size(),
                    twice);
            boolean agree = true;
            for (String sums : new String[] {"usage_sum", "usage_trend"}) {
                for (String grain : new String[] {"hour", "day"}) {
                    long requests = requests(statement, sums, grain);
                    System.out.printf(Locale.ROOT, "%s by %s: %,d%n", sums, grain, requests);
                    agree &= requests == rows;
                }
            }
            return agree && lost.isEmpty() && twice == 0 && unanswered <= (long) rounds * KilledProcess.CALLERS;
        }
    }

    private static long requests(Statement statement, String sums, String grain) throws SQLException {
        try (ResultSet sum = statement.executeQuery(
                "select coalesce(sum(requests), 0) from " + sums + " where grain = '" + grain + "'")) {
            sum.next();
            return sum.getLong(1);
        }
    }
}
