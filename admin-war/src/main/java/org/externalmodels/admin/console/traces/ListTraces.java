package org.externalmodels.admin.console.traces;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.externalmodels.admin.console.Problems;
import org.externalmodels.admin.console.SignedInUser;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.RegistryException.Reason;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.catalog.ModelFilter;
import org.externalmodels.registry.catalog.ModelOrder;
import org.externalmodels.registry.catalog.ModelSummary;
import org.externalmodels.registry.traces.TraceItem;
import org.externalmodels.registry.traces.TraceLog;

/** The list of traces, newest first. Its state is its address. */
@Named
@RequestScoped
public class ListTraces {

    private static final int LINES = 50;
    private static final int SUGGESTIONS = 200;

    @Inject
    private TraceLog log;

    @Inject
    private ModelCatalog catalog;

    @Inject
    private SignedInUser user;

    @Inject
    private Wording wording;

    @Inject
    private HttpServletRequest request;

    private TraceQuery query;
    private Slice<TraceItem> slice = new Slice<>(List.of(), Optional.empty());
    private Problems problems = Problems.NONE;
    private List<String> models = List.of();

    public void load() {
        query = TraceQuery.of(request.getParameterMap());
        try {
            slice = log.slice(query.filter(wording.zone(), Instant.now()), LINES, Optional.ofNullable(getAfter()));
        } catch (RegistryException refused) {
            if (refused.reason() != Reason.INVALID) {
                throw refused;
            }
            problems = Problems.of(refused);
        }
        if (user.isReader()) {
            models = catalog.list(ModelFilter.ALL, ModelOrder.BY_NAME, 0, SUGGESTIONS).stream()
                    .map(ModelSummary::name)
                    .toList();
        }
    }

    public TraceQuery getQuery() {
        return query;
    }

    public List<TraceItem> getItems() {
        return slice.items();
    }

    /** Whether no trace of the filter is on another page. */
    public boolean isWhole() {
        return getAfter() == null && slice.next().isEmpty();
    }

    /** What of the filter cannot be meant. */
    public Problems getProblems() {
        return problems;
    }

    /** Where older traces begin, {@code null} if there are none. */
    public String getNext() {
        return slice.next().orElse(null);
    }

    /** Names to suggest for the filter. */
    public List<String> getModels() {
        return models;
    }

    /** Where the part before ended, {@code null} for the newest. */
    public String getAfter() {
        String after = request.getParameter("after");
        return after == null || after.isEmpty() ? null : after;
    }
}
