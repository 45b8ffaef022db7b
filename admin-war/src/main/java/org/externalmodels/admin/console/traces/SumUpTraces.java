package org.externalmodels.admin.console.traces;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.registry.traces.TraceLog;
import org.externalmodels.registry.traces.TraceSummary;

/** What all traces of an address come to. */
@Named
@RequestScoped
public class SumUpTraces {

    @Inject
    private TraceLog log;

    @Inject
    private Wording wording;

    @Inject
    private HttpServletRequest request;

    private TraceSummary summary;

    public void load() {
        summary = log.summary(TraceQuery.of(request.getParameterMap()).filter(wording.zone(), Instant.now()));
    }

    public TraceSummary getSummary() {
        return summary;
    }
}
