package org.externalmodels.admin.console.billing;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.externalmodels.admin.console.Problems;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.RegistryException.Reason;
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.catalog.ModelFilter;
import org.externalmodels.registry.catalog.ModelOrder;
import org.externalmodels.registry.catalog.ModelSummary;

/** What a bill is asked for, without waiting for its lines. Its state is its address. */
@Named
@RequestScoped
public class ShowBill {

    private static final int SUGGESTIONS = 200;

    @Inject
    private ModelCatalog catalog;

    @Inject
    private Wording wording;

    @Inject
    private HttpServletRequest request;

    private BillQuery query;
    private Problems problems = Problems.NONE;
    private List<String> models = List.of();

    public void load() {
        query = BillQuery.of(request.getParameterMap());
        try {
            query.query(wording.zone(), Instant.now());
        } catch (RegistryException refused) {
            if (refused.reason() != Reason.INVALID) {
                throw refused;
            }
            problems = Problems.of(refused);
        }
        models = catalog.list(ModelFilter.ALL, ModelOrder.BY_NAME, 0, SUGGESTIONS).stream()
                .map(ModelSummary::name)
                .toList();
    }

    public BillQuery getQuery() {
        return query;
    }

    /** Why there can be no lines. */
    public Problems getProblems() {
        return problems;
    }

    public List<String> getModels() {
        return models;
    }

    /** The words that bills can be grouped by. */
    public List<String> getWords() {
        return BillQuery.WORDS;
    }
}
