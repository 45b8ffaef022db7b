package org.externalmodels.admin.console.models;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.stream.Collectors;
import org.externalmodels.admin.console.Attempt;
import org.externalmodels.admin.console.Notices;
import org.externalmodels.admin.console.Problems;
import org.externalmodels.registry.Verification;
import org.externalmodels.registry.catalog.ConnectionDetail;
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.catalog.ModelDetail;
import org.externalmodels.registry.catalog.RevisionHistory;
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

    @Inject
    private ModelCatalog catalog;

    @Inject
    private RevisionHistory history;

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
            Notices.done(name + " is active." + untried(id));
        } else if (problems.all().isEmpty()) {
            Notices.refused(problems.headline());
        } else {
            FacesContext.getCurrentInstance().getExternalContext().getFlash().put(OBSTACLES, problems);
            Faces.redirect(Faces.getRequestContextPath() + "/models/edit?id=%s", id);
        }
    }

    /** What nobody has seen work of a model that has become active, in sentences that go on from saying so. */
    String untried(String id) {
        ModelDetail model = catalog.find(id);
        String unverified = model.connections().stream()
                .filter(connection -> connection.verification() != Verification.VERIFIED)
                .map(ConnectionDetail::name)
                .collect(Collectors.joining(", "));
        boolean tested = history.find(id, model.summary().revision())
                .summary()
                .testedOn()
                .isPresent();
        return (tested ? "" : " No test call with this definition has succeeded yet.")
                + (unverified.isEmpty() ? "" : " Connections that are not verified: " + unverified + ".");
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
