package org.externalmodels.admin.console.traces;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import org.externalmodels.admin.console.SignedInUser;
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.catalog.ModelFilter;
import org.externalmodels.registry.catalog.ModelOrder;
import org.externalmodels.registry.catalog.ModelSummary;
import org.externalmodels.registry.traces.TraceDetail;
import org.externalmodels.registry.traces.TraceLog;

/** One call with all its attempts, in their order, and what was said for who may read it. */
@Named
@RequestScoped
public class ShowCall {

    private static final int NAMESAKES = 50;

    @Inject
    private TraceLog log;

    @Inject
    private ModelCatalog catalog;

    @Inject
    private SignedInUser user;

    private String id;
    private String as;
    private List<TraceDetail> attempts;
    private String modelId;

    public void load() {
        String wanted = id == null ? "" : id;
        attempts = user.isAuditor()
                ? log.attemptsWithBodies(wanted)
                : log.attempts(wanted).stream()
                        .map(item -> new TraceDetail(item, null, null))
                        .toList();
        if (user.isReader() && !attempts.isEmpty()) {
            modelId = idOf(attempts.get(0).item().model());
        }
    }

    private String idOf(String name) {
        ModelFilter named = new ModelFilter(Optional.of(name), Optional.empty(), Optional.empty(), Optional.empty());
        return catalog.list(named, ModelOrder.BY_NAME, 0, NAMESAKES).stream()
                .filter(model -> model.name().equals(name))
                .map(ModelSummary::id)
                .findFirst()
                .orElse(null);
    }

    public List<TraceDetail> getAttempts() {
        return attempts;
    }

    /** The id of the call's model, {@code null} if it is gone or not for this user. */
    public String getModelId() {
        return modelId;
    }

    /** What was said, as it was or laid out as JSON. */
    public String said(String body) {
        return isText() ? body : SaidJson.laidOut(body);
    }

    public boolean isText() {
        return "text".equals(as);
    }

    public String getAs() {
        return as;
    }

    public void setAs(String as) {
        this.as = as;
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }
}
