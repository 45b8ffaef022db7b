package org.externalmodels.registry.analytics;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.externalmodels.registry.Sql;

/**
 * Counts of attempts for charts, with costs by currency and failures by code. A sum of nothing but unknown numbers is
 * unknown, {@code null}. Not for several threads.
 */
final class TrendCounts {

    /** In the order of {@link #columns}. */
    static final List<String> COLUMNS = Stream.concat(CallCounts.COLUMNS.stream(), Stream.of("costs", "codes"))
            .toList();

    private final Map<String, BigDecimal> costs = new TreeMap<>();
    private final Map<String, Long> codes = new TreeMap<>();
    private final CallCounts calls;

    TrendCounts() {
        this(new CallCounts());
    }

    private TrendCounts(CallCounts calls) {
        this.calls = calls;
    }

    /** Reads {@link #COLUMNS}, of which the first is at a place of the row. */
    static TrendCounts read(ResultSet row, int at) throws SQLException {
        TrendCounts counts = new TrendCounts(CallCounts.read(row, at));
        int texts = at + CallCounts.COLUMNS.size();
        each(row.getString(texts), (currency, cost) -> counts.costs.put(currency, new BigDecimal(cost)));
        each(row.getString(texts + 1), (code, failures) -> counts.codes.put(code, Long.valueOf(failures)));
        return counts;
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
        Object[] texts = {text(costs), text(codes, String::valueOf)};
        return Stream.of(calls.columns(), texts).flatMap(Arrays::stream).toArray();
    }

    /** Costs by currency as they are stored. */
    static String text(Map<String, BigDecimal> costs) {
        return text(costs, cost -> Sql.plain(cost).toPlainString());
    }

    private static <T> String text(Map<String, T> numbers, Function<T, String> plain) {
        List<String> parts = new ArrayList<>();
        numbers.forEach((name, number) -> parts.add(name + "=" + plain.apply(number)));
        return String.join(" ", parts);
    }

    void add(UsageFact fact) {
        calls.add(fact);
        if (fact.cost() != null && fact.currency() != null) {
            costs.merge(fact.currency(), fact.cost(), BigDecimal::add);
        }
        if (fact.code() != null) {
            codes.merge(fact.code(), 1L, Long::sum);
        }
    }

    void add(TrendCounts more) {
        calls.add(more.calls);
        more.costs.forEach((currency, cost) -> costs.merge(currency, cost, BigDecimal::add));
        more.codes.forEach((code, failures) -> codes.merge(code, failures, Long::sum));
    }

    /** By currency. */
    Map<String, BigDecimal> costs() {
        return costs;
    }

    /** Of attempts that failed, by code. */
    Map<String, Long> codes() {
        return codes;
    }

    /** Attempts that failed. */
    long failures() {
        return codes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What is counted whatever they are summed up by. */
    CallCounts calls() {
        return calls;
    }
}
