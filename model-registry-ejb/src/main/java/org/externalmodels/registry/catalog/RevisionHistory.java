package org.externalmodels.registry.catalog;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.access.Role;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.definition.Header;
import org.externalmodels.registry.model.Model;
import org.externalmodels.registry.model.Models;
import org.externalmodels.registry.model.Revision;

/** The revisions of a model: what served, what serves and what is being edited. */
@Stateless
@RolesAllowed({Role.ADMIN, Role.EDITOR, Role.VIEWER})
public class RevisionHistory {

    private final Models models;

    /** The container's proxies are made with it. */
    public RevisionHistory() {
        this(null);
    }

    @Inject
    public RevisionHistory(Models models) {
        this.models = models;
    }

    /**
     * Lists revisions, newest first.
     *
     * @param after {@link Slice#next} of the part before, empty for the first
     */
    public Slice<RevisionSummary> slice(String modelId, int limit, Optional<String> after) {
        Model model = models.get(modelId);
        int before = after.map(RevisionHistory::number).orElse(Integer.MAX_VALUE);
        List<RevisionSummary> found = models.revisions(model, before, limit + 1).stream()
                .map(revision -> RevisionSummary.of(model, revision))
                .toList();
        if (found.size() <= limit) {
            return new Slice<>(found, Optional.empty());
        }
        return new Slice<>(
                found.subList(0, limit),
                Optional.of(Integer.toString(found.get(limit - 1).revision())));
    }

    /** Shows a revision. */
    public RevisionDetail find(String modelId, int revision) {
        Model model = models.get(modelId);
        return detail(model, models.askedRevision(model, revision));
    }

    /** Shows the open draft. */
    public RevisionDetail draft(String modelId) {
        Model model = models.get(modelId);
        if (model.draftRevision().isEmpty()) {
            throw RegistryException.draftNotFound(model.name());
        }
        return detail(model, models.revision(model, model.newestRevision()));
    }

    /** Tells how a revision differs from another, which counts as the one before. */
    public List<FieldChange> difference(String modelId, int revision, int with) {
        Model model = models.get(modelId);
        return DefinitionDifference.between(
                models.askedRevision(model, with).definition(),
                models.askedRevision(model, revision).definition());
    }

    /**
     * Tells how what somebody wrote differs from what is stored now: the draft, or the revision that serves without one.
     * What is stored counts as the one before. Secret values are not compared.
     */
    public List<FieldChange> differenceFrom(String modelId, Definition written) {
        Model model = models.get(modelId);
        Definition stored = models.revision(model, model.newestRevision()).definition();
        return DefinitionDifference.between(stored.masked(), written.masked()).stream()
                .filter(change -> !isOfSecretHeader(change, stored, written))
                .toList();
    }

    /** Of a value that was not given again nobody knows here that it is stored. */
    private static boolean isOfSecretHeader(FieldChange change, Definition stored, Definition written) {
        return Stream.concat(stored.headers().stream(), written.headers().stream())
                .filter(Header::secret)
                .anyMatch(header -> change.field().equals("headers[" + header.name() + "].value"));
    }

    private static RevisionDetail detail(Model model, Revision revision) {
        return new RevisionDetail(
                RevisionSummary.of(model, revision), revision.definition().masked(), model.version());
    }

    private static int number(String after) {
        try {
            return Integer.parseInt(after);
        } catch (NumberFormatException malformed) {
            throw RegistryException.foreignPlace();
        }
    }
}
