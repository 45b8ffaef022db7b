package org.externalmodels.registry.catalog;

import java.util.List;
import java.util.Optional;
import org.externalmodels.registry.definition.Definition;

/**
 * A model with all that people may see of it. Secrets are masked.
 *
 * @param summary its line in the list
 * @param definition the revision that serves, or the draft if none does
 * @param draft the open draft of an active model's next revision
 * @param connections in order of preference
 */
public record ModelDetail(
        ModelSummary summary, Definition definition, Optional<Definition> draft, List<ConnectionDetail> connections) {

    public ModelDetail {
        connections = List.copyOf(connections);
    }

    /** What an edit begins with: the draft if one is open, otherwise the revision that is shown. */
    public Definition newest() {
        return draft.orElse(definition);
    }
}
