package org.externalmodels.registry.catalog;

import java.time.Instant;
import java.util.Optional;
import org.externalmodels.registry.model.Model;
import org.externalmodels.registry.model.Revision;
import org.externalmodels.registry.model.RevisionStatus;

/**
 * A line of a model's history.
 *
 * @param revision its number, from 1
 * @param status what it is to its model
 * @param changedBy who wrote it last
 * @param changedOn when
 * @param confirmedBy who let it serve, empty for a draft
 * @param confirmedOn when
 * @param testedOn when a test call with its definition succeeded last, empty if none has
 */
public record RevisionSummary(
        int revision,
        RevisionStatus status,
        String changedBy,
        Instant changedOn,
        Optional<String> confirmedBy,
        Optional<Instant> confirmedOn,
        Optional<Instant> testedOn) {

    /** Whether calls get this one. */
    public boolean serves() {
        return status == RevisionStatus.SERVED;
    }

    /** Whether it is being edited. */
    public boolean edited() {
        return status == RevisionStatus.DRAFT;
    }

    static RevisionSummary of(Model model, Revision revision) {
        return new RevisionSummary(
                revision.revision(),
                model.state().of(revision.revision()),
                revision.changedBy(),
                revision.changedAt(),
                Optional.ofNullable(revision.confirmedBy()),
                Optional.ofNullable(revision.confirmedAt()),
                Optional.ofNullable(revision.testedAt()));
    }
}
