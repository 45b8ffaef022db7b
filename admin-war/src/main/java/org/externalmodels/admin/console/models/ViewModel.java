package org.externalmodels.admin.console.models;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.catalog.ModelDetail;
import org.externalmodels.registry.definition.Definition;

/** A model's definition, to read. */
@Named
@RequestScoped
public class ViewModel {

    @Inject
    private ModelCatalog catalog;

    private String id;
    private boolean draft;
    private ModelDetail detail;
    private ModelLine model;

    public void load() {
        detail = catalog.find(id == null ? "" : id);
        model = new ModelLine(detail.summary());
        draft = draft && detail.draft().isPresent();
    }

    public ModelLine getModel() {
        return model;
    }

    public Definition getShown() {
        return draft ? detail.newest() : detail.definition();
    }

    public boolean isTemplate() {
        return getShown().structure().isTemplate();
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    public boolean isDraft() {
        return draft;
    }

    public void setDraft(boolean draft) {
        this.draft = draft;
    }
}
