package org.externalmodels.admin.console.billing;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
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
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.catalog.ModelFilter;
import org.externalmodels.registry.catalog.ModelOrder;
import org.externalmodels.registry.catalog.ModelSummary;

/** Usage and cost of a time. Its state is its address. */
@Named
@RequestScoped
public class ShowBill {

    /** More than anybody reads; the file has all. */
    private static final int MOST_LINES = 500;

    private static final int SUGGESTIONS = 200;

    private static final Map<String, String> COLUMNS = Map.of(
            "month", "Month",
            "day", "Day",
            "model", "Model",
            "connection", "Connection",
            "application", "Application",
            "key", "Application key",
            "caller", "Caller",
            "source", "Source",
            "code", "Failure");

    @Inject
    private Billing billing;

    @Inject
    private ModelCatalog catalog;

    @Inject
    private Wording wording;

    @Inject
    private HttpServletRequest request;

    private BillQuery query;
    private Instant now;
    private String time = "";
    private List<BillingLine> lines = List.of();
    private Map<String, Totals> totals = Map.of();

    /** How many lines have the same in common, one for each currency. */
    private Map<Map<String, String>, Long> lineCounts = Map.of();

    private String completeFrom;
    private Problems problems = Problems.NONE;
    private List<String> models = List.of();

    public void load() {
        query = BillQuery.of(request.getParameterMap());
        now = Instant.now();
        try {
            time = time(query.period().bounds(wording.zone(), now));
            Bill bill = billing.bill(query.query(wording.zone(), now));
            lines = bill.lines();
            completeFrom = bill.completeFrom().map(wording::minute).orElse(null);
        } catch (RegistryException refused) {
            if (refused.reason() != Reason.INVALID) {
                throw refused;
            }
            problems = Problems.of(refused);
        }
        totals = totals(lines);
        lineCounts = lines.stream().collect(Collectors.groupingBy(BillingLine::common, Collectors.counting()));
        models = catalog.list(ModelFilter.ALL, ModelOrder.BY_NAME, 0, SUGGESTIONS).stream()
                .map(ModelSummary::name)
                .toList();
    }

    /** What all lines come to, in each currency; without a known cost under an empty name. */
    private static Map<String, Totals> totals(List<BillingLine> lines) {
        Map<String, Totals> sums = new LinkedHashMap<>();
        lines.stream()
                .sorted(Comparator.comparing(line -> line.currency() == null ? "" : line.currency()))
                .forEach(line ->
                        sums.merge(line.currency() == null ? "" : line.currency(), line.totals(), Totals::plus));
        return sums;
    }

    public BillQuery getQuery() {
        return query;
    }

    public Problems getProblems() {
        return problems;
    }

    public List<BillingLine> getLines() {
        return lines.size() > MOST_LINES ? lines.subList(0, MOST_LINES) : lines;
    }

    /** From when on it has all calls; {@code null} if it has all. */
    public String getCompleteFrom() {
        return completeFrom;
    }

    /** How many lines are in the file only. */
    public int getOmitted() {
        return Math.max(0, lines.size() - MOST_LINES);
    }

    public Totals getTotal() {
        return lines.stream().map(BillingLine::totals).reduce(Totals.NONE, Totals::plus);
    }

    /** What is known of the cost, in each currency. */
    public List<Map.Entry<String, Totals>> getSums() {
        return totals.entrySet().stream()
                .filter(sum -> sum.getValue().cost() != null)
                .toList();
    }

    /** The words that bills can be grouped by. */
    public List<String> getWords() {
        return BillQuery.WORDS;
    }

    public String column(String word) {
        return COLUMNS.getOrDefault(word, word);
    }

    /** What the calls of a line have in common. */
    public String value(BillingLine line, String word) {
        String value = line.common().get(word);
        return switch (word) {
            case "model" -> wording.model(value);
            case "connection" -> wording.connection(value);
            default -> value == null ? "–" : value;
        };
    }

    /** The address of the traces behind a line. */
    public String traces(BillingLine line) {
        return query.traces(line, lineCounts.get(line.common()) > 1, wording, now);
    }

    /** The address of the traces behind all lines. */
    public String getTraces() {
        return query.traces(new BillingLine(Map.of(), Totals.NONE, null), false, wording, now);
    }

    /** The time of the bill, for a page on paper; empty if it is none. */
    public String getTime() {
        return time;
    }

    private String time(Period.Bounds bounds) {
        String begin = bounds.begin().map(wording::minute).orElse("the beginning");
        String end = wording.minute(bounds.end().orElse(now));
        return "From " + begin + " to " + end + " " + wording.getZone();
    }

    public List<String> getModels() {
        return models;
    }
}
