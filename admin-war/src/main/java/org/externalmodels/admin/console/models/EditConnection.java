package org.externalmodels.admin.console.models;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.externalmodels.admin.console.Attempt;
import org.externalmodels.admin.console.Conflict;
import org.externalmodels.admin.console.Notices;
import org.externalmodels.admin.console.Problems;
import org.externalmodels.admin.console.Typed;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.lifecycle.ConnectionChecks;
import org.externalmodels.registry.lifecycle.ModelConnections;
import org.omnifaces.cdi.ViewScoped;
import org.primefaces.PrimeFaces;

/** Adds a connection, changes the credentials or the share of one, or replaces its key once the provider has taken the new one. */
@Named
@ViewScoped
public class EditConnection implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final String UNTRIED = ". Nobody has tried its key yet: Verify, in the menu of its line, does.";

    /** What the dialog is for. */
    public enum Task {
        ADD,
        EDIT,
        ROTATE
    }

    private static final Problems LOST =
            Problems.of("The server has lost what this was opened for, and changed nothing. Load the page again.");

    private final ModelCatalog catalog;
    private final ModelConnections service;
    private final ConnectionChecks checks;
    private final Connections page;

    private Task task = Task.ADD;
    private String modelId;
    private String id;
    private long version;
    private boolean keyed;
    private ConnectionForm form = new ConnectionForm("");
    private Problems problems = Problems.NONE;
    private Conflict conflict;

    /** The container's proxies are made with it. */
    protected EditConnection() {
        this(null, null, null, null);
    }

    @Inject
    EditConnection(ModelCatalog catalog, ModelConnections service, ConnectionChecks checks, Connections page) {
        this.catalog = catalog;
        this.service = service;
        this.checks = checks;
        this.page = page;
    }

    public void add(String toModelId) {
        modelId = toModelId;
        id = null;
        keyed = false;
        task = Task.ADD;
        form = new ConnectionForm("");
        problems = Problems.NONE;
        conflict = null;
    }

    public void edit(String ofModelId, ConnectionLine connection) {
        open(Task.EDIT, ofModelId, connection);
    }

    public void rotate(String ofModelId, ConnectionLine connection) {
        open(Task.ROTATE, ofModelId, connection);
    }

    private void open(Task forTask, String ofModelId, ConnectionLine connection) {
        modelId = ofModelId;
        id = connection.getId();
        task = forTask;
        // What the user decides on is what the list showed.
        version = connection.getVersion();
        keyed = connection.isKeyed();
        form = ConnectionForm.of(catalog.connection(modelId, id));
        problems = Problems.NONE;
        conflict = null;
    }

    public void save() {
        String name = form.getName() == null ? "" : form.getName().strip();
        boolean keyGiven = form.isKeyGiven();
        store();
        PrimeFaces.current().ajax().addCallbackParam("saved", !problems.any());
        if (!problems.any()) {
            Notices.done(
                    switch (task) {
                        case ADD -> name + " is added" + (keyGiven ? UNTRIED : ".");
                        case EDIT -> name + " is changed.";
                        case ROTATE ->
                            "The provider took the new key of " + name
                                    + ", which serves from now on. The old one can go.";
                    });
            page.setModelId(modelId);
            page.load();
        }
    }

    void store() {
        conflict = null;
        problems = isKept() ? Attempt.at(this::give) : LOST;
        if (problems.stale()) {
            conflict = form.differenceFrom(catalog.connection(modelId, id), service.lastChange(modelId, id));
        }
    }

    /** Tells beside the name whether the connection can have it. */
    public void followName() {
        if (isKept()) {
            problems = problems.without("name").and(Attempt.at(() -> service.checkName(modelId, form.getName())));
        }
    }

    /**
     * Whether it is known what the dialog is for. Should this bean have been made anew since that was opened, a name that comes
     * with the form is one to add to the page's model; connections that there are have theirs for good.
     */
    private boolean isKept() {
        if (modelId == null && Typed.text(form.getName()).isPresent()) {
            modelId = page.getModelId();
        }
        return modelId != null;
    }

    /** Goes on from what somebody else made of it, which the user has seen. */
    public void overwrite() {
        version = conflict.version();
        save();
    }

    private void give() {
        switch (task) {
            case ADD -> service.add(modelId, form.given());
            case EDIT -> service.edit(modelId, id, version, form.given());
            case ROTATE ->
                checks.rotate(
                        modelId,
                        id,
                        version,
                        form.secret().orElseThrow(() -> RegistryException.invalid("apiKey", "is required")));
        }
    }

    public boolean isAdding() {
        return task == Task.ADD;
    }

    public boolean isRotating() {
        return task == Task.ROTATE;
    }

    public String getTitle() {
        return switch (task) {
            case ADD -> "Add a connection";
            case EDIT -> "Edit " + form.getName();
            case ROTATE -> "Rotate the key of " + form.getName();
        };
    }

    /** Whether it has a key that a new one takes the place of. */
    public boolean isKeyed() {
        return keyed;
    }

    /** What a key does here, which depends on how calls prove themselves. */
    public String getKeyHelp() {
        if (page.getProfile() != null) {
            return "Not sent: calls prove themselves by the authorization profile " + page.getProfile() + ".";
        }
        if (isRotating()) {
            return "It is tried first, by one small call. The old key serves until the provider has taken the new one,"
                    + " and goes on to if it does not.";
        }
        if (keyed) {
            return "Empty keeps the stored one. A new one replaces it at once and unchecked; to be sure first, rotate it.";
        }
        return (page.isBedrock() ? "In place of a role. " : "")
                + "Stored encrypted; it is never shown again."
                + (page.isBedrock() ? "" : " Empty if the endpoint needs none.");
    }

    public ConnectionForm getForm() {
        return form;
    }

    public Conflict getConflict() {
        return conflict;
    }

    public Problems getProblems() {
        return problems;
    }
}
