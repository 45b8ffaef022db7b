package org.externalmodels.admin.console.analytics;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.registry.analytics.Analytics;
import org.externalmodels.registry.analytics.UsageCourse;

/** Models or connections side by side. Its state is its address. */
@Named
@RequestScoped
public class CompareUsage {

    @Inject
    private Analytics analytics;

    @Inject
    private Wording wording;

    @Inject
    private HttpServletRequest request;

    private UsageQuery query;
    private Charts charts;

    public void load() {
        query = UsageQuery.of(request);
        UsageQuery.Time time = query.time(wording.zone(), Instant.now());
        UsageCourse course = query.by() == null
                ? analytics.overview(time.from(), time.to(), query.where()).course()
                : analytics.course(time.from(), time.to(), query.where(), query.sideBySide(), Timeline.MOST);
        charts = new Charts(course, query, wording);
    }

    public UsageQuery getQuery() {
        return query;
    }

    public Charts getCharts() {
        return charts;
    }
}
