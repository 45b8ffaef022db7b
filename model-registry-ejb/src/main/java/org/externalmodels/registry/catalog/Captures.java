package org.externalmodels.registry.catalog;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;
import org.externalmodels.registry.DatabaseText;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.access.Role;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.model.Model;
import org.externalmodels.registry.model.Revision;

/** Lists what is kept of the bodies of calls, model by model. Each part takes one query. */
@Stateless
@RolesAllowed({Role.ADMIN, Role.EDITOR, Role.VIEWER})
public class Captures {

    private final EntityManager entities;

    /** The container's proxies are made with it. */
    public Captures() {
        this(null);
    }

    @Inject
    public Captures(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Lists models by name, from where another part ended.
     *
     * @param search a part of the name
     * @param limit the most lines, at least 1
     * @param after {@link Slice#next} of the part before, empty for the first
     */
    public Slice<ModelCapture> slice(Optional<String> search, int limit, Optional<String> after) {
        TypedQuery<Object[]> query = entities.createQuery(
                "select m, r from Model m, Revision r where r.modelId = m.id and"
                        + " ((m.revision > 0 and r.revision = m.revision)"
                        + " or (m.revision = 0 and r.revision = m.draftRevision))"
                        + " and m.nameKey like :search escape '!'"
                        + (after.isPresent() ? " and m.nameKey > :after" : "") + " order by m.nameKey",
                Object[].class);
        query.setParameter("search", DatabaseText.containing("search", Definition.nameKey(search.orElse(""))));
        after.ifPresent(place -> query.setParameter("after", DatabaseText.of("after", place)));
        List<ModelCapture> found = query.setMaxResults(limit + 1).getResultList().stream()
                .map(line -> capture((Model) line[0], (Revision) line[1]))
                .toList();
        Optional<String> next = found.size() > limit
                ? Optional.of(Definition.nameKey(found.get(limit - 1).name()))
                : Optional.empty();
        return new Slice<>(found.stream().limit(limit).toList(), next);
    }

    private static ModelCapture capture(Model model, Revision shown) {
        return new ModelCapture(
                model.id(),
                model.name(),
                model.version(),
                model.active(),
                model.active() && model.draftRevision().isPresent(),
                shown.definition().capture());
    }
}
