package org.externalmodels.admin.console.analytics;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.registry.analytics.Analytics;
import org.externalmodels.registry.analytics.MostCalled;

/** The models and connections that were called most. Its state is its address. */
@Named
@RequestScoped
public class ShowMostCalled {

    @Inject
    private Analytics analytics;

    @Inject
    private Wording wording;

    @Inject
    private HttpServletRequest request;

    private UsageQuery query;
    private MostCalled called;

    public void load() {
        query = UsageQuery.of(request);
        UsageQuery.Time time = query.time(wording.zone(), Instant.now());
        called = analytics.mostCalled(time.from(), time.to(), query.where());
    }

    public UsageQuery getQuery() {
        return query;
    }

    public MostCalled getCalled() {
        return called;
    }
}
