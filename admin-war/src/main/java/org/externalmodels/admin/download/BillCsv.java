package org.externalmodels.admin.download;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.analytics.Totals;
import org.externalmodels.registry.billing.BillingLine;

/** A bill as CSV (RFC 4180). */
public final class BillCsv {

    /** What each line says beside what its calls have in common. */
    public static final List<String> SUMS = List.of(
            "requests",
            "failures",
            "inputTokens",
            "outputTokens",
            "unknownUsage",
            "cost",
            "currency",
            "unknownCost",
            "cachedInputTokens",
            "cacheWriteTokens",
            "reasoningTokens",
            "images",
            "audioMillis",
            "calls",
            "failedCalls");

    private BillCsv() {}

    public static String of(List<String> groupBy, List<BillingLine> lines) throws IOException {
        StringWriter out = new StringWriter();
        List<Object> head = new ArrayList<>(groupBy);
        head.addAll(SUMS);
        Csv.line(out, head);
        for (BillingLine line : lines) {
            List<Object> cells = new ArrayList<>(line.common().values());
            cells.addAll(values(line));
            Csv.line(out, cells);
        }
        return out.toString();
    }

    /** In the order of {@link #SUMS}; {@code null} is unknown. */
    public static List<Object> values(BillingLine line) {
        Totals totals = line.totals();
        List<Object> values = new ArrayList<>();
        values.add(totals.requests());
        values.add(totals.failures());
        values.add(totals.inputTokens());
        values.add(totals.outputTokens());
        values.add(totals.unknownUsage());
        values.add(Sql.plain(totals.cost()));
        values.add(line.currency());
        values.add(totals.unknownCost());
        values.add(totals.cachedInputTokens());
        values.add(totals.cacheWriteTokens());
        values.add(totals.reasoningTokens());
        values.add(totals.images());
        values.add(totals.audioMillis());
        values.add(totals.calls());
        values.add(totals.failedCalls());
        return values;
    }
}
