package org.externalmodels.admin.console.traces;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.externalmodels.admin.console.Address;
import org.externalmodels.admin.console.SignedInUser;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.traces.TraceDetail;
import org.externalmodels.registry.traces.TraceItem;
import org.externalmodels.registry.traces.TraceLog;

/** One call with all its attempts, in their order, and what was said for who may read it. */
@Named
@RequestScoped
public class ShowCall {

    @Inject
    private TraceLog log;

    @Inject
    private ModelCatalog catalog;

    @Inject
    private SignedInUser user;

    @Inject
    private Wording wording;

    private String id;
    private String as;
    private List<TraceDetail> attempts;
    private Map<String, String> modelIds = Map.of();

    public void load() {
        String wanted = id == null ? "" : id;
        attempts = user.isAuditor()
                ? log.attemptsWithBodies(wanted)
                : log.attempts(wanted).stream()
                        .map(item -> new TraceDetail(item, null, null))
                        .toList();
        if (user.isReader()) {
            modelIds = catalog.ids(attempts.stream()
                    .map(attempt -> attempt.item().model())
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet()));
        }
    }

    public List<TraceDetail> getAttempts() {
        return attempts;
    }

    /** The ids of the models that were asked, by their names; without those that are gone or not for this user. */
    public Map<String, String> getModelIds() {
        return modelIds;
    }

    /** The address of the prices of an attempt's model. */
    public String prices(TraceItem item) {
        return new Address().with("model", item.model()).toString();
    }

    /** The address of the form for a price of an attempt's model that holds when it began. */
    public String newPrice(TraceItem item) {
        return new Address()
                .with("model", item.model())
                .with("from", wording.input(item.time().truncatedTo(ChronoUnit.MINUTES)))
                .toString();
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
