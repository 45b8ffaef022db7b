package org.externalmodels.admin.console.models;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.externalmodels.admin.console.Attempt;
import org.externalmodels.admin.console.Notices;
import org.externalmodels.admin.console.Problems;
import org.externalmodels.registry.lifecycle.ModelLifecycle;
import org.omnifaces.util.Faces;

/** What can be done with a model from more than one page. */
@Named
@RequestScoped
public class ModelActions {

    /** Where the page that edits a model finds what stood in the way of confirming it. */
    static final String OBSTACLES = "obstacles";

    @Inject
    private ModelLifecycle lifecycle;

    void switchInferencing(String id, String name, long version, boolean on) {
        Attempt.told(
                on
                        ? "Inferencing of " + name + " is on."
                        : "Inferencing of " + name + " is off. Calls are refused with MODEL_NOT_ACTIVE.",
                () -> lifecycle.switchInferencing(id, on, version));
    }

    public void copy(String id, String name) {
        String[] copy = new String[1];
        Problems problems = Attempt.at(() -> copy[0] = lifecycle.copy(id));
        if (problems.any()) {
            Notices.refused(problems.headline());
            return;
        }
        Notices.done("This draft is a copy of " + name + ", without its connections and secrets.");
        Notices.keepForNextPage();
        Faces.redirect(Faces.getRequestContextPath() + "/models/edit?id=%s", copy[0]);
    }

    /** Confirms a draft; if it is not whole, leads to the page where it can be mended. */
    void confirm(String id, String name, long version) {
        Problems problems = Attempt.at(() -> lifecycle.confirm(id, version));
        if (!problems.any()) {
            Notices.done(name + " is active.");
        } else if (problems.all().isEmpty()) {
            Notices.refused(problems.headline());
        } else {
            FacesContext.getCurrentInstance().getExternalContext().getFlash().put(OBSTACLES, problems);
            Faces.redirect(Faces.getRequestContextPath() + "/models/edit?id=%s", id);
        }
    }

    /** Discards it, and shows the active revision. */
    public void discardAndView(String id, String name, long version) {
        discardDraft(id, name, version);
        Notices.keepForNextPage();
        Faces.redirect(Faces.getRequestContextPath() + "/models/view?id=%s", id);
    }

    void discardDraft(String id, String name, long version) {
        Attempt.told(
                "The draft of " + name + " is discarded. The active revision goes on serving.",
                () -> lifecycle.discardDraft(id, version));
    }
}
