package org.externalmodels.benchmarks.console;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.externalmodels.benchmarks.usage.GeneratedRows;

/**
 * Opens every page of a running console with few rows behind it and again with many: how long each takes, how large it is,
 * what the session keeps of it and how many statements the database was given. {@code benchmarks/console/pages} sets up what
 * it needs. Arguments: the console's address, the administrator's password, the JDBC URL and user of its PostgreSQL, which
 * counts statements with {@code pg_stat_statements}, the number of models, each of five connections, and of traces, and the
 * process that started the server.
 */
public final class PagesAtScale {

    /** As many views as a session keeps. */
    private static final int TIMES = 20;

    private static final int AT_ONCE = 4;
    private static final Duration QUARTER = Duration.ofDays(90);

    private final URI console;
    private final String password;
    private final String url;
    private final String user;
    private final ServerHeap heap;
    private final Orders orders;
    private final Map<String, Figures> few = new LinkedHashMap<>();

    private PagesAtScale(URI console, String password, String url, String user, ServerHeap heap) {
        this.console = console;
        this.password = password;
        this.url = url;
        this.user = user;
        this.heap = heap;
        orders = new Orders(console, "admin", password);
    }

    public static void main(String[] arguments) throws Exception {
        ServerHeap heap = new ServerHeap(Long.parseLong(arguments[6]));
        new PagesAtScale(URI.create(arguments[0]), arguments[1], arguments[2], arguments[3], heap)
                .run(Integer.parseInt(arguments[4]), Long.parseLong(arguments[5]));
    }

    private record Figures(double median, double longest, int bytes, long kept, long statements) {}

    private void run(int models, long traces) throws Exception {
        List<String> pages = warm(traces);
        for (String page : pages) {
            few.put(page, measure(page));
        }
        fill(models, traces);
        System.out.printf(
                "| page | ms | longest | KB | kept in the session, KB | statements | with one model: ms | kept, KB | statements |%n");
        System.out.println("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (String page : pages) {
            Figures before = few.get(page);
            Figures now = measure(page);
            System.out.printf(
                    "| %s | %.0f | %.0f | %d | %d | %d | %.0f | %d | %d |%n",
                    page.replaceFirst("id=.*", "id=…"),
                    now.median(),
                    now.longest(),
                    now.bytes() / 1024,
                    now.kept() / 1024,
                    now.statements(),
                    before.median(),
                    before.kept() / 1024,
                    before.statements());
        }
    }

    /** Adds what the pages of one thing show, and opens each page until it is compiled. */
    private List<String> warm(long traces) throws IOException, InterruptedException {
        try (Visitor visitor = visitor()) {
            String profile = orders.add(
                    "/api/v1/authorization-profiles",
                    "{\"name\": \"profile\", \"type\": \"BEARER\", \"token\": \"sk-profile\"}");
            List<String> pages = Pages.of(add(0), profile, "t" + traces / 2);
            for (int i = 0; i < TIMES; i++) {
                for (String page : pages) {
                    visitor.open(page);
                }
            }
            return pages;
        }
    }

    /** In a session of its own, so that what the session keeps is of this page. */
    private Figures measure(String page) throws Exception {
        try (Visitor visitor = visitor()) {
            double[] millis = new double[TIMES];
            long statements = Long.MAX_VALUE;
            int bytes = 0;
            long held = heap.bytes();
            for (int i = 0; i < TIMES; i++) {
                long before = statements();
                long begin = System.nanoTime();
                String body = visitor.open(page).body();
                millis[i] = (System.nanoTime() - begin) / 1e6;
                bytes = body.getBytes(StandardCharsets.UTF_8).length;
                // What the server does by itself meanwhile is counted too; the least is the page's.
                statements = Math.min(statements, statements() - before - 1);
            }
            long kept = Math.max(0, heap.bytes() - held) / TIMES;
            Arrays.sort(millis);
            return new Figures(millis[TIMES / 2], millis[TIMES - 1], bytes, kept, statements);
        }
    }

    private Visitor visitor() throws IOException, InterruptedException {
        return new Visitor(console, "admin", password);
    }

    private long statements() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, "");
                Statement statement = connection.createStatement();
                ResultSet sum = statement.executeQuery("select coalesce(sum(calls), 0) from pg_stat_statements"
                        + " where query ilike 'select%' and query not ilike '%pg_stat_statements%'")) {
            sum.next();
            return sum.getLong(1);
        }
    }

    private void fill(int models, long traces) throws Exception {
        long begin = System.nanoTime();
        ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<Void>> added = IntStream.rangeClosed(1, AT_ONCE)
                    .mapToObj(worker -> workers.<Void>submit(() -> {
                        for (int number = worker; number < models; number += AT_ONCE) {
                            add(number);
                        }
                        return null;
                    }))
                    .toList();
            for (Future<Void> each : added) {
                each.get();
            }
        } finally {
            workers.shutdownNow();
            workers.awaitTermination(1, TimeUnit.MINUTES);
        }
        System.out.printf("%,d models added in %,.0f s%n", models, (System.nanoTime() - begin) / 1e9);
        begin = System.nanoTime();
        new GeneratedRows(url, user, models).fill(traces, Instant.now().minus(QUARTER), QUARTER);
        try (Connection connection = DriverManager.getConnection(url, user, "");
                Statement statement = connection.createStatement()) {
            statement.execute("analyze");
        }
        System.out.printf("%,d traces made in %,.0f s%n", traces, (System.nanoTime() - begin) / 1e9);
    }

    /** Adds an active model of five connections and returns its id. */
    private String add(int number) throws IOException, InterruptedException {
        StringBuilder connections = new StringBuilder();
        for (int place = 0; place < 5; place++) {
            connections
                    .append(place == 0 ? "" : ",")
                    .append("{\"name\":\"connection-%d-%d\",\"apiKey\":\"sk-%d-%d\"}"
                            .formatted(number, place, number, place));
        }
        return orders.add("/api/v1/models", """
                {"name": "model-%d", "endpoint": "https://provider-%d.example/v1/chat/completions",
                 "structure": "openai-chat", "providerModel": "gpt-%d", "features": ["streaming"],
                 "connections": [%s], "status": "ACTIVE"}""".formatted(number, number % 20, number % 7, connections));
    }
}
