package org.externalmodels.admin.console.models;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.externalmodels.admin.console.Deletion;
import org.externalmodels.admin.console.Notices;
import org.externalmodels.registry.lifecycle.ModelLifecycle;
import org.omnifaces.cdi.ViewScoped;
import org.omnifaces.util.Faces;

/** Asks for a model's name before it is deleted. */
@Named
@ViewScoped
public class DeleteModel extends Deletion {

    private static final long serialVersionUID = 1L;

    @Inject
    private ModelLifecycle lifecycle;

    public DeleteModel() {
        super("model");
    }

    @Override
    protected void delete(String id, long version) {
        lifecycle.delete(id, version);
    }

    @Override
    protected void deleted(String name) {
        Notices.done(name + " is deleted.");
        Notices.keepForNextPage();
        Faces.redirect(Faces.getRequestContextPath() + "/models/list");
    }
}
