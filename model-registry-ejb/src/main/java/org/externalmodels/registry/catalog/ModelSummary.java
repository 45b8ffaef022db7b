package org.externalmodels.registry.catalog;

import java.time.Instant;
import org.externalmodels.registry.definition.Integration;
import org.externalmodels.registry.model.Model;

/**
 * A line of the list of models.
 *
 * @param id never changes
 * @param name as it serves
 * @param integration how it was added
 * @param source the provider's name, or Custom
 * @param status draft or active
 * @param draftOpen whether an active model has a draft of its next revision
 * @param revision the revision that serves, 0 for a draft
 * @param inferencing the model's switch
 * @param connections how many it has
 * @param addedBy who added it
 * @param addedOn when
 * @param changedBy who changed it last
 * @param changedOn when; if nobody changed it, when it was added
 * @param version for the check that nobody else changed it
 */
public record ModelSummary(
        String id,
        String name,
        Integration integration,
        String source,
        ModelStatus status,
        boolean draftOpen,
        int revision,
        boolean inferencing,
        int connections,
        String addedBy,
        Instant addedOn,
        String changedBy,
        Instant changedOn,
        long version) {

    static ModelSummary of(Model model, long connections) {
        return new ModelSummary(
                model.id(),
                model.name(),
                model.integration(),
                model.source(),
                model.active() ? ModelStatus.ACTIVE : ModelStatus.DRAFT,
                model.active() && model.draftRevision().isPresent(),
                model.revision(),
                model.inferencing(),
                (int) connections,
                model.addedBy(),
                model.addedAt(),
                model.changedBy(),
                model.changedAt(),
                model.version());
    }
}
