package org.externalmodels.registry.traces;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.traces.TraceSummary.CurrencySum;

/**
 * Sums up traces in one pass over them: the database counts by duration, of which there are not many different ones, so
 * that percentiles are exact and nothing is sorted.
 */
final class Summing {

    static final String COLUMNS = "t.millis, t.waited_millis, t.currency, count(*) requests,"
            + " sum(case when t.status <> 'complete' then 1 else 0 end) failures,"
            + " sum(t.input_tokens) input_tokens, sum(t.output_tokens) output_tokens,"
            + " sum(case when t.input_tokens is null or t.output_tokens is null then 1 else 0 end) unknown_usage,"
            + " sum(t.cost) cost, sum(case when t.cost is null then 1 else 0 end) unknown_cost";

    static final String GROUPS = " group by t.millis, t.waited_millis, t.currency";

    private final Counted durations = new Counted();
    private final Counted waits = new Counted();
    private final Map<String, BigDecimal> costs = new TreeMap<>();
    private long requests;
    private long failures;
    private long failedCalls;
    private long unknownUsage;
    private long unknownCost;
    private Long inputTokens;
    private Long outputTokens;

    void add(ResultSet row) throws SQLException {
        long count = row.getLong("requests");
        requests += count;
        failures += row.getLong("failures");
        Long waited = Sql.nullable(row, "waited_millis");
        if (waited != null) {
            waits.add(waited, count);
            failedCalls += row.getLong("failures");
        }
        unknownUsage += row.getLong("unknown_usage");
        unknownCost += row.getLong("unknown_cost");
        durations.add(row.getLong("millis"), count);
        inputTokens = sum(inputTokens, Sql.nullable(row, "input_tokens"));
        outputTokens = sum(outputTokens, Sql.nullable(row, "output_tokens"));
        BigDecimal cost = row.getBigDecimal("cost");
        String currency = row.getString("currency");
        if (cost != null && currency != null) {
            costs.merge(currency, cost, BigDecimal::add);
        }
    }

    private static Long sum(Long a, Long b) {
        return a == null ? b : b == null ? a : (Long) (a + b);
    }

    TraceSummary summary() {
        return new TraceSummary(
                requests,
                failures,
                requests == 0
                        ? null
                        : Sql.plain(BigDecimal.valueOf(failures)
                                .divide(BigDecimal.valueOf(requests), 6, RoundingMode.HALF_EVEN)),
                durations.percentile(50),
                durations.percentile(90),
                durations.percentile(99),
                waits.total(),
                failedCalls,
                waits.percentile(50),
                waits.percentile(90),
                waits.percentile(99),
                inputTokens,
                outputTokens,
                unknownUsage,
                costs.entrySet().stream()
                        .map(cost -> new CurrencySum(cost.getKey(), Sql.plain(cost.getValue())))
                        .toList(),
                unknownCost);
    }
}
