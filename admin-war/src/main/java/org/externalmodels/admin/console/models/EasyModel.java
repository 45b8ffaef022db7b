package org.externalmodels.admin.console.models;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.externalmodels.admin.console.Address;
import org.externalmodels.admin.console.Attempt;
import org.externalmodels.admin.console.FormProblems;
import org.externalmodels.admin.console.Notices;
import org.externalmodels.admin.console.Problems;
import org.externalmodels.admin.console.SignedInUser;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.definition.Integration;
import org.externalmodels.registry.lifecycle.ConnectionChecks;
import org.externalmodels.registry.lifecycle.ModelLifecycle;
import org.externalmodels.registry.providers.Provider;
import org.externalmodels.registry.providers.Providers;
import org.omnifaces.cdi.ViewScoped;
import org.omnifaces.util.Faces;

/** Easy integration, step by step: a provider, one of its models, a key, and a last look. Provider and model are in the address. */
@Named
@ViewScoped
public class EasyModel implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The steps, in order. */
    public enum Step {
        PROVIDER,
        MODEL,
        KEY,
        CONFIRM
    }

    @Inject
    private Providers providers;

    @Inject
    private ModelLifecycle lifecycle;

    @Inject
    private ModelCatalog catalog;

    @Inject
    private ConnectionChecks checks;

    @Inject
    private Choices choices;

    @Inject
    private ListedPrice price;

    @Inject
    private SignedInUser user;

    private String provider;
    private String model;
    private Step step = Step.PROVIDER;
    private String providerName;
    private boolean addressOwn;
    private final OfferedModels offers = new OfferedModels();
    private String name;
    private final ConnectionForm connection = new ConnectionForm("main");
    private final FormProblems problems = new FormProblems();
    private final CredentialsCheck check = new CredentialsCheck();

    /** Goes to the step that the address stands for. */
    public void load() {
        if (!user.isEditor()) {
            Faces.responseSendError(HttpServletResponse.SC_FORBIDDEN, "Adding a model needs the role editor or admin");
            return;
        }
        if (provider == null) {
            return;
        }
        Provider known = providers.find(provider);
        if (known.credentials().equals("aws-role")) {
            Faces.redirect(Faces.getRequestContextPath() + "/models/edit"
                    + new Address().with("provider", provider).with("model", model));
            return;
        }
        providerName = known.displayName();
        addressOwn = known.endpoint() == null;
        step = Step.MODEL;
        offers.take(providers, provider, choices);
        if (model != null) {
            choose(model);
        }
    }

    /** Takes one of the models. */
    public void choose(String id) {
        if (id == null || id.isBlank()) {
            return;
        }
        model = id.strip();
        name = model;
        step = Step.KEY;
    }

    /** Takes the model that was typed. */
    public void chooseTyped() {
        choose(model);
    }

    /** Asks the provider itself which models there are. */
    public void refresh() {
        offers.refresh(providers, providers.find(provider), connection, choices);
    }

    /** Asks the provider whether it takes the key. */
    public void check() {
        check.ask(providers, provider, connection, model, problems);
    }

    public void lookOver() {
        Problems found = Attempt.at(() -> lifecycle.checkName(name, null)).and(Attempt.at(this::requireConnection));
        problems.refuse("Not complete", found);
        step = found.any() ? Step.KEY : Step.CONFIRM;
    }

    /** Tells beside the name whether the model can have it. */
    public void followName() {
        problems.follow("name", Attempt.at(() -> lifecycle.checkName(name, null)));
    }

    /** What only a draft may lack. */
    private void requireConnection() {
        if (connection.givenIfNamed().isEmpty()) {
            throw RegistryException.invalid(ConnectionForm.FIRST + ".name", "is required");
        }
        if (!connection.isKeyGiven()
                && providers.find(provider).needsKey(connection.given().baseUrl())) {
            throw RegistryException.invalid(
                    ConnectionForm.FIRST + ".apiKey",
                    providerName + " takes no call without a key. Give one, or save the model as a draft");
        }
    }

    /** Goes back to a step that was done. */
    public void back(Step to) {
        step = to;
        problems.forget();
        if (to == Step.MODEL) {
            model = null;
        }
    }

    public void saveDraft() {
        save(false);
    }

    public void confirm() {
        save(true);
    }

    private void save(boolean confirm) {
        String[] id = new String[1];
        boolean saved = problems.send("Not saved", () -> {
            if (confirm) {
                requireConnection();
            }
            id[0] = lifecycle.create(definition(), connection.givenIfNamed(), confirm);
        });
        if (!saved) {
            step = Step.KEY;
            return;
        }
        String priced = price.give(id[0], getChosen().price());
        if (getReport() != null) {
            CredentialsCheck.repeat(checks, catalog, id[0]);
        }
        Notices.done((confirm
                        ? name.strip() + " is active. Applications can call it by this name."
                        : "The draft of " + name.strip() + " is saved.")
                + priced
                + (isDoubtful() ? " Its connection is not verified." : ""));
        Notices.keepForNextPage();
        Faces.redirect(Faces.getRequestContextPath() + "/models/connections?id=%s", id[0]);
    }

    private Definition definition() {
        return new Definition(
                name == null ? "" : name,
                Integration.EASY,
                provider,
                null,
                null,
                model,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    public List<Provider> getProviders() {
        return providers.list();
    }

    /** The address of the step. */
    public String getAddress() {
        return Faces.getRequestContextPath() + "/models/easy"
                + new Address()
                        .with("provider", provider)
                        .with("model", step == Step.KEY || step == Step.CONFIRM ? model : null);
    }

    /** The model's line in the list, as far as it is known. */
    public ModelOffer getChosen() {
        return offers.named(model);
    }

    public Step getStep() {
        return step;
    }

    public String getProvider() {
        return provider;
    }

    public void setProvider(String provider) {
        this.provider = provider;
    }

    public String getModel() {
        return model;
    }

    public void setModel(String model) {
        this.model = model;
    }

    public String getProviderName() {
        return providerName;
    }

    /** Whether each customer of the provider has an address of their own. */
    public boolean isAddressOwn() {
        return addressOwn;
    }

    public OfferedModels getOffers() {
        return offers;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public ConnectionForm getConnection() {
        return connection;
    }

    public FormProblems getProblems() {
        return problems;
    }

    /** The labels of fields that go by others elsewhere. */
    public Map<String, String> getLabels() {
        return Map.of("name", "Model name");
    }

    /** Why the provider could not be asked for what it thinks of the key. */
    public Problems getCheckProblems() {
        return check.problems();
    }

    /** Whether the check of what is typed now did not go well. */
    public boolean isDoubtful() {
        CheckReport report = getReport();
        return report != null && !report.verified();
    }

    /** What the provider said of the key as it is typed now; {@code null} if it was not asked. */
    public CheckReport getReport() {
        return check.of(connection, model);
    }
}
