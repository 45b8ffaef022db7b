package org.externalmodels.admin.console.models;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.catalog.ModelFilter;
import org.externalmodels.registry.catalog.ModelSummary;

/** The names of registered models, the first of them by name, to choose from while typing. Asked for once in a request. */
@Named
@RequestScoped
public class RegisteredModels {

    private static final int MOST = 500;

    @Inject
    private ModelCatalog catalog;

    private List<String> names;

    public List<String> getNames() {
        if (names == null) {
            names = catalog.slice(ModelFilter.ALL, MOST, Optional.empty()).items().stream()
                    .map(ModelSummary::name)
                    .toList();
        }
        return names;
    }
}
