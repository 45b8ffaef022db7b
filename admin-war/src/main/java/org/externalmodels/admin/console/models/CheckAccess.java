package org.externalmodels.admin.console.models;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Optional;
import org.externalmodels.admin.console.Attempt;
import org.externalmodels.admin.console.Problems;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.catalog.ConnectionDetail;
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.catalog.ModelDetail;
import org.externalmodels.registry.lifecycle.ConnectionChecks;
import org.externalmodels.registry.providers.ProviderCredentials;
import org.externalmodels.registry.providers.Providers;
import org.omnifaces.cdi.ViewScoped;

/** Tells step by step whether a connection's role gets at the model, and notes it with the connection. */
@Named
@ViewScoped
public class CheckAccess implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private ModelCatalog catalog;

    @Inject
    private Providers providers;

    @Inject
    private ConnectionChecks checks;

    @Inject
    private Connections page;

    private String name;
    private CheckReport report;
    private Problems problems = Problems.NONE;

    public void check(String modelId, String connectionId) {
        report = null;
        problems = Attempt.at(() -> {
            ModelDetail model = catalog.find(modelId);
            ConnectionDetail connection = model.connections().stream()
                    .filter(candidate -> candidate.id().equals(connectionId))
                    .findFirst()
                    .orElseThrow(() -> RegistryException.connectionNotFound(connectionId));
            name = connection.name();
            report = CheckReport.of(providers.check(
                    "bedrock",
                    new ProviderCredentials(Optional.empty(), connection.baseUrl(), connection.access()),
                    model.definition().providerModel()));
            checks.check(modelId, connectionId);
        });
        page.load();
    }

    public String getName() {
        return name;
    }

    public CheckReport getReport() {
        return report;
    }

    public Problems getProblems() {
        return problems;
    }
}
