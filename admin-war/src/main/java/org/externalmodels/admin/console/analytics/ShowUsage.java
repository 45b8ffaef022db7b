package org.externalmodels.admin.console.analytics;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.externalmodels.admin.console.Problems;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.RegistryException.Reason;
import org.externalmodels.registry.analytics.Analytics;
import org.externalmodels.registry.analytics.UsageCourse;
import org.externalmodels.registry.analytics.UsageOverview;
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.catalog.ModelFilter;
import org.externalmodels.registry.catalog.ModelOrder;
import org.externalmodels.registry.catalog.ModelSummary;

/** Usage over time, of all together. Its state is its address. */
@Named
@RequestScoped
public class ShowUsage {

    private static final int SUGGESTIONS = 200;

    @Inject
    private Analytics analytics;

    @Inject
    private ModelCatalog catalog;

    @Inject
    private Wording wording;

    @Inject
    private HttpServletRequest request;

    private UsageQuery query;
    private UsageOverview overview;
    private Charts charts;
    private List<String> models;
    private Problems problems = Problems.NONE;

    public void load() {
        query = UsageQuery.of(request);
        try {
            UsageQuery.Time time = query.time(wording.zone(), Instant.now());
            overview = analytics.overview(time.from(), time.to(), query.where());
            charts = query.by() == null ? new Charts(overview.course(), query, wording) : null;
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
    public UsageOverview getOverview() {
        return overview;
    }

    public boolean isNothing() {
        return overview == null || overview.total().requests() == 0;
    }

    /** The address of all traces of which this is. */
    public String getTraces() {
        UsageCourse course = overview.course();
        return query.traces(course.from(), course.to(), wording);
    }

    /** From when on all calls are in it; {@code null} if all are. */
    public String getCompleteFrom() {
        return overview == null
                ? null
                : overview.completeFrom().map(wording::minute).orElse(null);
    }

    public Problems getProblems() {
        return problems;
    }

    /** Of all together; {@code null} if something is shown side by side. */
    public Charts getCharts() {
        return charts;
    }

    /** How much of all a part is, as the width of a bar. */
    public long share(long part) {
        long all = overview.total().requests();
        return all == 0 ? 0 : Math.max(1, Math.round(part * 100.0 / all));
    }

    public List<String> getModels() {
        return models;
    }
}
