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
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.externalmodels.benchmarks.usage.GeneratedRows;

/**
 * Opens every page of a running console with few rows behind it and again with many: how long each takes, how large it is
 * and how many statements the database was given. {@code benchmarks/console/pages} sets up what it needs. Arguments: the
 * console's address, the administrator's password, the JDBC URL and user of its PostgreSQL, which counts statements with
 * {@code pg_stat_statements}, the number of models, each of five connections, and of traces.
 */
public final class PagesAtScale {

    private static final int TIMES = 20;
    private static final int AT_ONCE = 4;
    private static final Duration QUARTER = Duration.ofDays(90);
    private static final Pattern VIEW_STATE =
            Pattern.compile("name=\"jakarta\\.faces\\.ViewState\"[^>]*value=\"([^\"]*)\"");

    private final URI console;
    private final String password;
    private final String url;
    private final String user;
    private final Map<String, Figures> few = new LinkedHashMap<>();

    private PagesAtScale(URI console, String password, String url, String user) {
        this.console = console;
        this.password = password;
        this.url = url;
        this.user = user;
    }

    public static void main(String[] arguments) throws Exception {
        new PagesAtScale(URI.create(arguments[0]), arguments[1], arguments[2], arguments[3])
                .run(Integer.parseInt(arguments[4]), Long.parseLong(arguments[5]));
    }

    private record Figures(double median, double longest, int bytes, int viewState, long statements) {}

    private void run(int models, long traces) throws Exception {
        Visitor visitor = new Visitor(console, "admin", password);
        String first = add(visitor, 0);
        // Compiles the pages.
        for (int i = 0; i < TIMES; i++) {
            for (String page : pages(first)) {
                visitor.open(page);
            }
        }
        for (String page : pages(first)) {
            few.put(page, measure(visitor, page));
        }
        fill(models, traces);
        System.out.printf(
                "| page | ms | longest | KB | view state, bytes | statements | with one model: ms | statements |%n");
        System.out.println("|---|---:|---:|---:|---:|---:|---:|---:|");
        for (String page : pages(first)) {
            Figures before = few.get(page);
            Figures now = measure(visitor, page);
            System.out.printf(
                    "| %s | %.0f | %.0f | %d | %d | %d | %.0f | %d |%n",
                    page.replace(first, "…"),
                    now.median(),
                    now.longest(),
                    now.bytes() / 1024,
                    now.viewState(),
                    now.statements(),
                    before.median(),
                    before.statements());
        }
    }

    private static List<String> pages(String model) {
        return List.of(
                "/models/list",
                "/models/list?search=model+7",
                "/models/list?page=400",
                "/models/list?sort=changed",
                "/models/view?id=" + model,
                "/models/connections?id=" + model,
                "/models/edit?id=" + model,
                "/models/history?id=" + model,
                "/traces/list",
                "/traces/list?status=failed",
                "/traces/list?model=model-3",
                "/analytics/usage",
                "/billing/bill",
                "/billing/prices",
                "/audit/log",
                "/profiles/list",
                "/keys/list",
                "/limits/list",
                "/submissions/list",
                "/dead-letters/list",
                "/settings/usage",
                "/settings/server",
                "/playground/studio");
    }

    private Figures measure(Visitor visitor, String page) throws Exception {
        double[] millis = new double[TIMES];
        long statements = Long.MAX_VALUE;
        int bytes = 0;
        int viewState = 0;
        for (int i = 0; i < TIMES; i++) {
            long before = statements();
            long begin = System.nanoTime();
            String body = visitor.open(page).body();
            millis[i] = (System.nanoTime() - begin) / 1e6;
            bytes = body.getBytes(StandardCharsets.UTF_8).length;
            viewState = viewState(body);
            // What the server does by itself meanwhile is counted too; the least is the page's.
            statements = Math.min(statements, statements() - before - 1);
        }
        Arrays.sort(millis);
        return new Figures(millis[TIMES / 2], millis[TIMES - 1], bytes, viewState, statements);
    }

    /** What the page carries from one request to the next, in each of its forms. */
    private static int viewState(String page) {
        return VIEW_STATE
                .matcher(page)
                .results()
                .mapToInt(found -> found.group(1).length())
                .sum();
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
            List<Future<String>> added = IntStream.rangeClosed(1, AT_ONCE)
                    .mapToObj(worker -> workers.submit(() -> {
                        Visitor visitor = new Visitor(console, "admin", password);
                        String last = "";
                        for (int number = worker; number < models; number += AT_ONCE) {
                            last = add(visitor, number);
                        }
                        return last;
                    }))
                    .toList();
            for (Future<String> each : added) {
                each.get();
            }
        } finally {
            workers.shutdownNow();
            workers.awaitTermination(1, TimeUnit.MINUTES);
        }
        System.out.printf("%,d models added in %,.0f s%n", models, (System.nanoTime() - begin) / 1e9);
        begin = System.nanoTime();
        new GeneratedRows(url, user).fill(traces, Instant.now().minus(QUARTER), QUARTER);
        try (Connection connection = DriverManager.getConnection(url, user, "");
                Statement statement = connection.createStatement()) {
            statement.execute("analyze");
        }
        System.out.printf("%,d traces made in %,.0f s%n", traces, (System.nanoTime() - begin) / 1e9);
    }

    /** Adds an active model of five connections and returns its id. */
    private String add(Visitor visitor, int number) throws IOException, InterruptedException {
        StringBuilder connections = new StringBuilder();
        for (int place = 0; place < 5; place++) {
            connections
                    .append(place == 0 ? "" : ",")
                    .append("{\"name\":\"connection-%d\",\"apiKey\":\"sk-%d-%d\"}".formatted(place, number, place));
        }
        String credentials = Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
        String location = visitor.order(
                "/api/v1/models", credentials, """
                {"name": "model %d", "endpoint": "https://provider-%d.example/v1/chat/completions",
                 "structure": "openai-chat", "providerModel": "gpt-%d", "features": ["streaming"],
                 "connections": [%s], "status": "ACTIVE"}""".formatted(number, number % 20, number % 7, connections));
        return location.substring(location.lastIndexOf('/') + 1);
    }
}
