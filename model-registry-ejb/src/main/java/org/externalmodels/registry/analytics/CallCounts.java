package org.externalmodels.registry.analytics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * What is counted of attempts whatever they are summed up by. A sum of nothing but unknown numbers is unknown, {@code null}.
 * Not for several threads.
 */
final class CallCounts {

    /** In the order of {@link #columns}. */
    static final List<String> COLUMNS = List.of(
            "requests", "calls", "failed_calls", "unknown_usage", "unknown_cost", "input_tokens", "output_tokens");

    private long requests;
    private long calls;
    private long failedCalls;
    private long unknownUsage;
    private long unknownCost;
    private Long inputTokens;
    private Long outputTokens;

    /** Reads {@link #COLUMNS}, of which the first is at a place of the row. */
    static CallCounts read(ResultSet row, int at) throws SQLException {
        CallCounts counts = new CallCounts();
        counts.requests = row.getLong(at);
        counts.calls = row.getLong(at + 1);
        counts.failedCalls = row.getLong(at + 2);
        counts.unknownUsage = row.getLong(at + 3);
        counts.unknownCost = row.getLong(at + 4);
        counts.inputTokens = nullable(row, at + 5);
        counts.outputTokens = nullable(row, at + 6);
        return counts;
    }

    private static Long nullable(ResultSet row, int at) throws SQLException {
        long value = row.getLong(at);
        return row.wasNull() ? null : (Long) value;
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
    }

    void add(CallCounts more) {
        requests += more.requests;
        calls += more.calls;
        failedCalls += more.failedCalls;
        unknownUsage += more.unknownUsage;
        unknownCost += more.unknownCost;
        inputTokens = sum(inputTokens, more.inputTokens);
        outputTokens = sum(outputTokens, more.outputTokens);
    }

    static Long sum(Long a, Long b) {
        return a == null ? b : b == null ? a : (Long) (a + b);
    }

    Object[] columns() {
        return new Object[] {requests, calls, failedCalls, unknownUsage, unknownCost, inputTokens, outputTokens};
    }

    long requests() {
        return requests;
    }

    /** Of these attempts, those that were the last of their call. */
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
