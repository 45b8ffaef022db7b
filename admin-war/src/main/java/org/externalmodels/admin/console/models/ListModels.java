package org.externalmodels.admin.console.models;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.catalog.ModelFilter;
import org.omnifaces.cdi.ViewScoped;

/** The list of external models. Its state is its address, but for the lines on the screen. */
@Named
@ViewScoped
public class ListModels implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int LINES = 25;

    @Inject
    private ModelCatalog catalog;

    @Inject
    private ModelActions actions;

    private String search;
    private String type;
    private String source;
    private String status;
    private String sort;
    private String order;
    private String page;

    private List<ModelLine> lines;
    private List<String> sources;
    private long found;

    /** Takes the part of the list that the address stands for. */
    public void load() {
        ModelQuery query = getQuery();
        found = catalog.count(query.filter());
        int shown = (int) Math.min(query.page(), Math.max(1, (found + LINES - 1) / LINES));
        page = String.valueOf(shown);
        sources = catalog.sources();
        lines = catalog.list(query.filter(), query.order(), (shown - 1) * LINES, LINES).stream()
                .map(ModelLine::new)
                .toList();
    }

    public ModelQuery getQuery() {
        return ModelQuery.of(search, type, source, status, sort, order, page);
    }

    public void switchInferencing(ModelLine line) {
        actions.switchInferencing(line.getId(), line.getName(), line.getVersion(), line.isInferencing());
        load();
    }

    public void copy(ModelLine line) {
        actions.copy(line.getId(), line.getName());
    }

    public void confirm(ModelLine line) {
        actions.confirm(line.getId(), line.getName(), line.getVersion());
        load();
    }

    public void discardDraft(ModelLine line) {
        actions.discardDraft(line.getId(), line.getName(), line.getVersion());
        load();
    }

    public List<ModelLine> getLines() {
        return lines;
    }

    public List<String> getSources() {
        return sources;
    }

    public long getFound() {
        return found;
    }

    public int getFirst() {
        return (getQuery().page() - 1) * LINES + 1;
    }

    public long getLast() {
        return Math.min((long) getQuery().page() * LINES, found);
    }

    /** Whether there is no model at all, as opposed to none that was looked for. */
    public boolean isNone() {
        return found == 0 && getQuery().filter().equals(ModelFilter.ALL);
    }

    public String getSearch() {
        return search;
    }

    public void setSearch(String search) {
        this.search = search;
    }

    public String getType() {
        return type;
    }

    public void setType(String type) {
        this.type = type;
    }

    public String getSource() {
        return source;
    }

    public void setSource(String source) {
        this.source = source;
    }

    public String getStatus() {
        return status;
    }

    public void setStatus(String status) {
        this.status = status;
    }

    public String getSort() {
        return sort;
    }

    public void setSort(String sort) {
        this.sort = sort;
    }

    public String getOrder() {
        return order;
    }

    public void setOrder(String order) {
        this.order = order;
    }

    public String getPage() {
        return page;
    }

    public void setPage(String page) {
        this.page = page;
    }
}
