package org.externalmodels.admin.console.traces;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.externalmodels.registry.traces.TraceFilter;
import org.externalmodels.registry.traces.TraceItem;
import org.externalmodels.registry.traces.TraceLog;

/** One call with all its attempts, in their order. */
@Named
@RequestScoped
public class ShowCall {

    private static final int MOST_ATTEMPTS = 100;

    @Inject
    private TraceLog log;

    private String id;
    private List<TraceItem> attempts;

    public void load() {
        TraceFilter filter = new TraceFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(id == null ? "" : id),
                Optional.empty(),
                Optional.empty());
        attempts = log.slice(filter, MOST_ATTEMPTS, Optional.empty()).items().stream()
                .sorted(Comparator.comparingInt(TraceItem::attempt))
                .toList();
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
