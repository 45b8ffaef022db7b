package org.externalmodels.admin.console.analytics;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.registry.analytics.Analytics;
import org.externalmodels.registry.analytics.MostCalled;
import org.externalmodels.registry.analytics.UsagePoint;

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

    private MostCalled called;

    public void load() {
        UsageQuery query = UsageQuery.of(request);
        UsageQuery.Time time = query.time(wording.zone(), Instant.now());
        called = analytics.mostCalled(time.from(), time.to(), query.where());
    }

    public MostCalled getCalled() {
        return called;
    }

    /** The address of the traces of a line. */
    public String traces(UsagePoint line) {
        return UsageQuery.tracesOf(line.model(), line.connection(), called.from(), called.to(), wording);
    }
}
