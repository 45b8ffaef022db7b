package org.externalmodels.admin.console.models;

import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.externalmodels.admin.console.AddressedForm;
import org.externalmodels.admin.console.Attempt;
import org.externalmodels.admin.console.Conflict;
import org.externalmodels.admin.console.FormProblems;
import org.externalmodels.admin.console.Notices;
import org.externalmodels.admin.console.Problems;
import org.externalmodels.admin.console.SignedInUser;
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.catalog.ModelDetail;
import org.externalmodels.registry.catalog.ModelStatus;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.lifecycle.ModelLifecycle;
import org.externalmodels.registry.lifecycle.TestCalls;
import org.externalmodels.registry.providers.Provider;
import org.externalmodels.registry.providers.Providers;
import org.omnifaces.cdi.ViewScoped;
import org.omnifaces.util.Faces;
import org.primefaces.PrimeFaces;

/** Adds a model, or edits its draft, and tests it. */
@Named
@ViewScoped
public class EditModel implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private ModelCatalog catalog;

    @Inject
    private ModelLifecycle lifecycle;

    @Inject
    private TestCalls tests;

    @Inject
    private Providers providers;

    @Inject
    private ModelDifference differences;

    @Inject
    private BedrockAccess access;

    @Inject
    private Choices choices;

    @Inject
    private ListedPrice price;

    @Inject
    private ModelActions actions;

    @Inject
    private SignedInUser user;

    private String id;
    private Long version;
    private boolean active;
    private String savedName;
    private String priced = "";
    private String provider;
    private String providerModel;
    private ModelForm form = ModelForm.empty();
    private ConnectionForm firstConnection = new ConnectionForm("main");
    private KeyLines keys = new KeyLines(List.of());
    private final FormProblems problems = new FormProblems();
    private Conflict conflict;

    private final SampleCall trial = new SampleCall();

    /** Opens what the address names, or an empty form. */
    public void load() {
        if (!user.isEditor()) {
            Faces.responseSendError(HttpServletResponse.SC_FORBIDDEN, "Editing needs the role editor or admin");
            return;
        }
        if (id != null) {
            take(catalog.find(id));
            Object obstacles = FacesContext.getCurrentInstance()
                    .getExternalContext()
                    .getFlash()
                    .get(ModelActions.OBSTACLES);
            problems.refuse("Not confirmed", obstacles instanceof Problems found ? found : Problems.NONE);
        } else if (provider != null) {
            openFor(providers.find(provider));
        }
        trial.follow(form::definition);
    }

    /** Takes what the address names, should this bean have been made anew since. */
    public void keepToAddress() {
        AddressedForm.missed(id).ifPresent(named -> {
            id = named;
            load();
        });
    }

    private void openFor(Provider known) {
        if (known.credentials().equals("aws-role")) {
            form = ModelForm.ofBedrock(providerModel);
            access.follow(firstConnection, problems);
        }
    }

    private void take(ModelDetail model) {
        id = model.summary().id();
        version = model.summary().version();
        active = model.summary().status() == ModelStatus.ACTIVE;
        savedName = model.newest().name();
        form = ModelForm.of(model.newest());
        keys = new KeyLines(model.connections());
        firstConnection = new ConnectionForm("main");
    }

    /** Shows the fields of the format that was chosen. */
    public void followStructure() {
        problems.forget();
        form.streamOnlyWithAPath();
        trial.follow(form::definition);
    }

    /** Tells beside the name whether the model can have it. */
    public void followName() {
        problems.follow("name", Attempt.at(() -> lifecycle.checkName(form.getName(), id)));
    }

    /** Asks for the values that a test of what is on the screen takes. */
    public void askForSample() {
        Problems unread = trial.follow(form::definition);
        if (unread.any()) {
            problems.refuse("Not tested", unread);
        }
        PrimeFaces.current().ajax().addCallbackParam("asked", !unread.any());
    }

    public void saveDraft() {
        if (save(false)) {
            Notices.done("The draft of " + savedName + " is saved." + priced + next());
        }
    }

    private String next() {
        return active ? " The active revision goes on serving until you confirm." : " Test it, then confirm it.";
    }

    public void confirm() {
        if (save(true)) {
            Notices.done(
                    savedName + " is active. Applications can call it by this name." + priced + actions.untried(id));
            Notices.keepForNextPage();
            Faces.redirect(Faces.getRequestContextPath() + "/models/connections?id=%s", id);
        }
    }

    /** Saves what is on the screen, so that the test is of that, and makes the call. */
    public void test() {
        if (save(false)) {
            trial.make(tests, id, form.definition().paths());
        } else {
            trial.refuse("The test call was not made: the draft has problems, which are shown beside its fields.");
        }
    }

    /** Saves over what somebody else saved, which the user has seen. */
    public void overwrite() {
        version = conflict.version();
        saveDraft();
    }

    private boolean save(boolean confirm) {
        conflict = null;
        boolean offered = isPriceOffered();
        boolean saved = problems.send("Not saved", () -> {
            Definition definition = form.definition();
            if (id == null) {
                id = lifecycle.create(definition, firstConnection.givenIfNamed(), confirm);
                access.note(id, firstConnection, form.getProviderModel());
            } else {
                lifecycle.edit(id, version, definition, keys.given(), confirm);
            }
            take(catalog.find(id));
            trial.follow(() -> definition);
        });
        priced = saved && offered
                ? price.give(
                        id, choices.offer(provider, form.getProviderModel()).price())
                : "";
        if (problems.getTold().stale()) {
            conflict = differences.with(id, form.definition());
        }
        return saved;
    }

    public boolean isAdding() {
        return id == null;
    }

    /** Whether a model that was not confirmed yet takes over the price of its provider's list. */
    public boolean isPriceOffered() {
        return provider != null && form.isBedrock() && !active;
    }

    /** Whether the keys of existing connections are asked for again. */
    public boolean isKeysWanted() {
        return !isAdding()
                && !problems.getTold().under("connections").isEmpty()
                && !getConnections().isEmpty();
    }

    public String getAddress() {
        return isAdding() ? "" : Faces.getRequestContextPath() + "/models/edit?id=" + id;
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    public boolean isActive() {
        return active;
    }

    public String getSavedName() {
        return savedName;
    }

    public ModelForm getForm() {
        return form;
    }

    public ConnectionForm getFirstConnection() {
        return firstConnection;
    }

    public List<KeyLine> getConnections() {
        return keys.getAll();
    }

    public FormProblems getProblems() {
        return problems;
    }

    /** The labels of fields that go by others elsewhere. */
    public Map<String, String> getLabels() {
        Map<String, String> labels = keys.labels();
        if (form.isBedrock()) {
            labels.put("providerModel", "Model id");
        }
        return labels;
    }

    public Conflict getConflict() {
        return conflict;
    }

    public String getProvider() {
        return provider;
    }

    public void setProvider(String provider) {
        this.provider = provider;
    }

    public String getProviderModel() {
        return providerModel;
    }

    public void setProviderModel(String providerModel) {
        this.providerModel = providerModel;
    }

    public SampleCall getTrial() {
        return trial;
    }
}
