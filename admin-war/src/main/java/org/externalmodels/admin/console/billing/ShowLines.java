package org.externalmodels.admin.console.billing;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.externalmodels.admin.console.Period;
import org.externalmodels.admin.console.Problems;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.RegistryException.Reason;
import org.externalmodels.registry.analytics.Totals;
import org.externalmodels.registry.billing.Bill;
import org.externalmodels.registry.billing.Billing;
import org.externalmodels.registry.billing.BillingLine;

/** The lines of a bill, and what they come to. Its state is its address. */
@Named
@RequestScoped
public class ShowLines {

    /** More than anybody reads; the file has all. */
    private static final int MOST_LINES = 500;

    @Inject
    private Billing billing;

    @Inject
    private Wording wording;

    @Inject
    private HttpServletRequest request;

    private BillQuery query;
    private Instant now;
    private String time = "";
    private List<BillingLine> lines = List.of();
    private int omitted;
    private Totals total = Totals.NONE;
    private Map<String, BigDecimal> costs = Map.of();

    /** How many lines have the same in common, one for each currency. */
    private Map<Map<String, String>, Long> lineCounts = Map.of();

    private String completeFrom;
    private Problems problems = Problems.NONE;

    public void load() {
        query = BillQuery.of(request.getParameterMap());
        now = Instant.now();
        try {
            time = time(query.period().bounds(wording.zone(), now));
            show(billing.bill(query.query(wording.zone(), now)));
        } catch (RegistryException refused) {
            if (refused.reason() != Reason.INVALID) {
                throw refused;
            }
            problems = Problems.of(refused);
        }
    }

    private void show(Bill bill) {
        List<BillingLine> all = bill.lines();
        lines = all.subList(0, Math.min(MOST_LINES, all.size()));
        omitted = all.size() - lines.size();
        total = bill.total();
        costs = bill.costs();
        // Lines that differ in their currency only are neighbours, so the last one's may be the first that is omitted.
        lineCounts = all.stream()
                .limit(MOST_LINES + 1)
                .collect(Collectors.groupingBy(BillingLine::common, Collectors.counting()));
        completeFrom = bill.completeFrom().map(wording::minute).orElse(null);
    }

    public BillQuery getQuery() {
        return query;
    }

    public Problems getProblems() {
        return problems;
    }

    public List<BillingLine> getLines() {
        return lines;
    }

    /** How many lines are in the file only. */
    public int getOmitted() {
        return omitted;
    }

    /** From when on it has all calls; {@code null} if it has all. */
    public String getCompleteFrom() {
        return completeFrom;
    }

    public Totals getTotal() {
        return total;
    }

    /** What is known of the cost, in each currency. */
    public List<Map.Entry<String, BigDecimal>> getCosts() {
        return List.copyOf(costs.entrySet());
    }

    /** The address of the traces behind a line. */
    public String traces(BillingLine line) {
        return query.traces(line, lineCounts.get(line.common()) > 1, wording, now);
    }

    /** The address of the traces behind all lines. */
    public String getTraces() {
        return query.traces(new BillingLine(Map.of(), Totals.NONE, null), false, wording, now);
    }

    /** The time of the bill, for a page on paper. */
    public String getTime() {
        return time;
    }

    private String time(Period.Bounds bounds) {
        String begin = bounds.begin().map(wording::minute).orElse("the beginning");
        String end = wording.minute(bounds.end().orElse(now));
        return "From " + begin + " to " + end + " " + wording.getZone();
    }
}
