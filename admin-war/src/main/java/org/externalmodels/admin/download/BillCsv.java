package org.externalmodels.admin.download;

import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.analytics.Breakdown;
import org.externalmodels.registry.analytics.Totals;
import org.externalmodels.registry.billing.Bill;
import org.externalmodels.registry.billing.BillingLine;
import org.externalmodels.registry.billing.BillingQuery;

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

    /**
     * What the file is called: after a month if it is of one whole, or else after its first and last day.
     *
     * @param zone whose days it is told in
     * @param now at which a bill without an end ends
     */
    public static String fileName(BillingQuery query, ZoneId zone, Instant now) {
        Instant end = query.from().isBefore(now) && now.isBefore(query.to()) ? now : query.to();
        LocalDate last = end.minusNanos(1).atZone(zone).toLocalDate();
        if (query.from().equals(Breakdown.BEGINNING)) {
            return "billing-to-" + last + ".csv";
        }
        LocalDate first = query.from().atZone(zone).toLocalDate();
        LocalDate month = first.withDayOfMonth(1);
        if (query.from().equals(month.atStartOfDay(zone).toInstant())
                && end.equals(month.plusMonths(1).atStartOfDay(zone).toInstant())) {
            return "billing-" + YearMonth.from(month) + ".csv";
        }
        return "billing-" + first + (last.equals(first) ? "" : "-to-" + last) + ".csv";
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
