package org.externalmodels.admin.console.analytics;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.externalmodels.admin.console.Period;
import org.externalmodels.admin.console.Problems;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.RegistryException.Reason;
import org.externalmodels.registry.analytics.Analytics;
import org.externalmodels.registry.analytics.Grain;
import org.externalmodels.registry.analytics.UsagePoint;
import org.externalmodels.registry.analytics.UsageReport;
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.catalog.ModelFilter;
import org.externalmodels.registry.catalog.ModelOrder;
import org.externalmodels.registry.catalog.ModelSummary;

/** Usage over time. Its state is its address. */
@Named
@RequestScoped
public class ShowUsage {

    private static final int SUGGESTIONS = 200;

    private static final int RATE_DIGITS = 4;

    @Inject
    private Analytics analytics;

    @Inject
    private ModelCatalog catalog;

    @Inject
    private Wording wording;

    @Inject
    private HttpServletRequest request;

    private UsageQuery query;
    private UsageReport report;
    private Charts charts;
    private List<String> models;
    private Problems problems = Problems.NONE;

    public void load() {
        Period period = Period.of(
                request.getParameter("period"), request.getParameter("from"), request.getParameter("to"), "24h");
        query = UsageQuery.of(
                request.getParameter("model"), request.getParameter("connection"), request.getParameter("by"), period);
        try {
            UsageQuery.Time time = query.time(wording.zone(), Instant.now());
            report = analytics.report(time.from(), time.to(), query.where(), query.sideBySide());
            charts = new Charts(report, query, wording);
        } catch (RegistryException refused) {
            if (refused.reason() != Reason.INVALID) {
                throw refused;
            }
            problems = Problems.of(refused);
        }
        models = catalog.list(ModelFilter.ALL, ModelOrder.BY_NAME, 0, SUGGESTIONS).stream()
                .map(ModelSummary::name)
                .toList();
    }

    public UsageQuery getQuery() {
        return query;
    }

    /** {@code null} if the period is none. */
    public UsageReport getReport() {
        return report;
    }

    public boolean isNothing() {
        return report == null || report.total().requests() == 0;
    }

    public Problems getProblems() {
        return problems;
    }

    /** What each bar of the charts is. */
    public String getStretch() {
        return report.grain() == Grain.HOUR ? "hour" : "day";
    }

    public String getRequests() {
        return charts.requests();
    }

    public String getTokens() {
        return charts.tokens();
    }

    public String getLatency() {
        return charts.latency();
    }

    public String getCost() {
        return charts.cost();
    }

    /** How many models or connections are not drawn because there are too many. */
    public int getOmitted() {
        return charts.omitted();
    }

    /** The numbers that the charts are drawn from. */
    public List<UsagePoint> getPoints() {
        return charts.points();
    }

    /** The address of the traces behind one of them. */
    public String traces(UsagePoint point) {
        return charts.traces(point);
    }

    public boolean isCostKnown() {
        return !report.total().costs().isEmpty();
    }

    /** Failures per call. What is still under way, or went on elsewhere, is no call of its own. */
    public BigDecimal rate(UsagePoint point) {
        return point.calls() == 0
                ? null
                : BigDecimal.valueOf(point.failedCalls())
                        .divide(BigDecimal.valueOf(point.calls()), RATE_DIGITS, RoundingMode.HALF_UP);
    }

    /** All that is known of a cost, in each currency. */
    public String costs(UsagePoint point) {
        return point.costs().isEmpty()
                ? wording.cost(null, null)
                : point.costs().stream()
                        .map(money -> wording.cost(money.cost(), money.currency()))
                        .collect(Collectors.joining(", "));
    }

    /** How much of all a part is, as the width of a bar. */
    public long share(long part) {
        long all = report.total().requests();
        return all == 0 ? 0 : Math.max(1, Math.round(part * 100.0 / all));
    }

    public List<String> getModels() {
        return models;
    }
}
