package org.externalmodels.admin.console.traces;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.externalmodels.admin.console.SignedInUser;
import org.externalmodels.admin.console.Wording;
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

    private String model;
    private String connection;
    private String status;
    private String range;
    private String from;
    private String to;
    private String after;

    private Slice<TraceItem> slice;
    private List<String> models = List.of();

    public void load() {
        slice = log.slice(getQuery().filter(wording.zone(), Instant.now()), LINES, Optional.ofNullable(after));
        if (user.isReader()) {
            models = catalog.list(ModelFilter.ALL, ModelOrder.BY_NAME, 0, SUGGESTIONS).stream()
                    .map(ModelSummary::name)
                    .toList();
        }
    }

    public TraceQuery getQuery() {
        return new TraceQuery(model, connection, status, range, from, to);
    }

    public List<TraceItem> getItems() {
        return slice.items();
    }

    /** Where older traces begin, {@code null} if there are none. */
    public String getNext() {
        return slice.next().orElse(null);
    }

    /** Names to suggest for the filter. */
    public List<String> getModels() {
        return models;
    }

    public String getModel() {
        return model;
    }

    public void setModel(String model) {
        this.model = model;
    }

    public String getConnection() {
        return connection;
    }

    public void setConnection(String connection) {
        this.connection = connection;
    }

    public String getStatus() {
        return status;
    }

    public void setStatus(String status) {
        this.status = status;
    }

    public String getRange() {
        return range;
    }

    public void setRange(String range) {
        this.range = range;
    }

    public String getFrom() {
        return from;
    }

    public void setFrom(String from) {
        this.from = from;
    }

    public String getTo() {
        return to;
    }

    public void setTo(String to) {
        this.to = to;
    }

    public String getAfter() {
        return after;
    }

    public void setAfter(String after) {
        this.after = after;
    }
}
