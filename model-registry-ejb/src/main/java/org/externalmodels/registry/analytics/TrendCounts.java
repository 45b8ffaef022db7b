package org.externalmodels.registry.analytics;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.externalmodels.registry.Sql;

/**
 * Counts of attempts for charts, with costs by currency and failures by code. A sum of nothing but unknown numbers is
 * unknown, {@code null}. Not for several threads.
 */
final class TrendCounts {

    /** In the order of {@link #columns}. */
    static final List<String> COLUMNS = List.of(
            "requests",
            "calls",
            "failed_calls",
            "unknown_usage",
            "unknown_cost",
            "input_tokens",
            "output_tokens",
            "costs",
            "codes");

    private final Map<String, BigDecimal> costs = new TreeMap<>();
    private final Map<String, Long> codes = new TreeMap<>();
    private long requests;
    private long calls;
    private long failedCalls;
    private long unknownUsage;
    private long unknownCost;
    private Long inputTokens;
    private Long outputTokens;

    /** Reads {@link #COLUMNS}, of which the first is at a place of the row. */
    static TrendCounts read(ResultSet row, int at) throws SQLException {
        TrendCounts counts = new TrendCounts();
        counts.requests = row.getLong(at);
        counts.calls = row.getLong(at + 1);
        counts.failedCalls = row.getLong(at + 2);
        counts.unknownUsage = row.getLong(at + 3);
        counts.unknownCost = row.getLong(at + 4);
        counts.inputTokens = nullable(row, at + 5);
        counts.outputTokens = nullable(row, at + 6);
        each(row.getString(at + 7), (currency, cost) -> counts.costs.put(currency, new BigDecimal(cost)));
        each(row.getString(at + 8), (code, failures) -> counts.codes.put(code, Long.valueOf(failures)));
        return counts;
    }

    private static Long nullable(ResultSet row, int at) throws SQLException {
        long value = row.getLong(at);
        return row.wasNull() ? null : (Long) value;
    }

    private static void each(String text, BiConsumer<String, String> taker) {
        for (int from = 0; from < text.length(); ) {
            int equals = text.indexOf('=', from);
            int space = text.indexOf(' ', equals);
            int end = space < 0 ? text.length() : space;
            taker.accept(text.substring(from, equals), text.substring(equals + 1, end));
            from = end + 1;
        }
    }

    Object[] columns() {
        return new Object[] {
            requests,
            calls,
            failedCalls,
            unknownUsage,
            unknownCost,
            inputTokens,
            outputTokens,
            text(costs, cost -> Sql.plain(cost).toPlainString()),
            text(codes, String::valueOf)
        };
    }

    private static <T> String text(Map<String, T> numbers, Function<T, String> plain) {
        List<String> parts = new ArrayList<>();
        numbers.forEach((name, number) -> parts.add(name + "=" + plain.apply(number)));
        return String.join(" ", parts);
    }

    void add(UsageFact fact) {
        requests++;
        boolean last = fact.waitedMillis() != null;
        calls += last ? 1 : 0;
        failedCalls += last && fact.code() != null ? 1 : 0;
        unknownUsage += fact.inputTokens() == null || fact.outputTokens() == null ? 1 : 0;
        unknownCost += fact.cost() == null ? 1 : 0;
        inputTokens = sum(inputTokens, fact.inputTokens());
        outputTokens = sum(outputTokens, fact.outputTokens());
        if (fact.cost() != null) {
            costs.merge(fact.currency() == null ? "" : fact.currency(), fact.cost(), BigDecimal::add);
        }
        if (fact.code() != null) {
            codes.merge(fact.code(), 1L, Long::sum);
        }
    }

    void add(TrendCounts more) {
        requests += more.requests;
        calls += more.calls;
        failedCalls += more.failedCalls;
        unknownUsage += more.unknownUsage;
        unknownCost += more.unknownCost;
        inputTokens = sum(inputTokens, more.inputTokens);
        outputTokens = sum(outputTokens, more.outputTokens);
        more.costs.forEach((currency, cost) -> costs.merge(currency, cost, BigDecimal::add));
        more.codes.forEach((code, failures) -> codes.merge(code, failures, Long::sum));
    }

    private static Long sum(Long a, Long b) {
        return a == null ? b : b == null ? a : (Long) (a + b);
    }

    /** By currency. */
    Map<String, BigDecimal> costs() {
        return costs;
    }

    /** Of attempts that failed, by code. */
    Map<String, Long> codes() {
        return codes;
    }

    long requests() {
        return requests;
    }

    /** Attempts that failed. */
    long failures() {
        return codes.values().stream().mapToLong(Long::longValue).sum();
    }

    long calls() {
        return calls;
    }

    long failedCalls() {
        return failedCalls;
    }

    long unknownUsage() {
        return unknownUsage;
    }

    long unknownCost() {
        return unknownCost;
    }

    Long inputTokens() {
        return inputTokens;
    }

    Long outputTokens() {
        return outputTokens;
    }
}
