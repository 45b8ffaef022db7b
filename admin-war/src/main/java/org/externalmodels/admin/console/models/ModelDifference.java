package org.externalmodels.admin.console.models;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.externalmodels.admin.console.Conflict;
import org.externalmodels.admin.console.FieldNames;
import org.externalmodels.admin.console.ShownValue;
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.catalog.ModelSummary;
import org.externalmodels.registry.catalog.RevisionHistory;
import org.externalmodels.registry.definition.Definition;

/** What somebody else made of a model while this user edited it. */
@RequestScoped
public class ModelDifference {

    @Inject
    private ModelCatalog catalog;

    @Inject
    private RevisionHistory history;

    Conflict with(String id, Definition written) {
        ModelSummary stored = catalog.find(id).summary();
        List<Conflict.Row> rows = history.differenceFrom(id, written).stream()
                .map(change -> new Conflict.Row(
                        FieldNames.ofChange(change.field()),
                        ShownValue.of(change.before()),
                        ShownValue.of(change.after())))
                .toList();
        return new Conflict(stored.changedBy(), stored.changedOn(), stored.version(), rows);
    }
}
