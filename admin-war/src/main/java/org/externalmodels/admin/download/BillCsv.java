package org.externalmodels.admin.download;

import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.analytics.Totals;
import org.externalmodels.registry.billing.Bill;
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

    /** Where calls are missing, from when on none are. */
    private static final String COMPLETE_FROM = "completeFrom";

    private BillCsv() {}

    /** Of a bill without lines that is not complete it has one, of which nothing is known. */
    public static String of(List<String> groupBy, Bill bill) throws IOException {
        StringWriter out = new StringWriter();
        List<Object> head = new ArrayList<>(groupBy);
        head.addAll(SUMS);
        head.add(COMPLETE_FROM);
        Csv.line(out, head);
        Instant completeFrom = bill.completeFrom().orElse(null);
        for (BillingLine line : bill.lines()) {
            List<Object> cells = new ArrayList<>(line.common().values());
            cells.addAll(values(line));
            cells.add(completeFrom);
            Csv.line(out, cells);
        }
        if (bill.lines().isEmpty() && completeFrom != null) {
            List<Object> nothing = new ArrayList<>(Collections.nCopies(head.size() - 1, null));
            nothing.add(completeFrom);
            Csv.line(out, nothing);
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
