package org.externalmodels.admin.console.traces;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.externalmodels.registry.traces.TraceItem;
import org.externalmodels.registry.traces.TraceLog;

/** One call with all its attempts, in their order. */
@Named
@RequestScoped
public class ShowCall {

    @Inject
    private TraceLog log;

    private String id;
    private List<TraceItem> attempts;

    public void load() {
        attempts = log.attempts(id == null ? "" : id);
    }

    public List<TraceItem> getAttempts() {
        return attempts;
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }
}
