package org.externalmodels.registry.catalog;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.access.Role;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.model.Model;
import org.externalmodels.registry.model.Models;

/** Lists and shows models and their connections. Each page takes a fixed number of queries. */
@Stateless
@RolesAllowed({Role.ADMIN, Role.EDITOR, Role.VIEWER})
public class ModelCatalog {

    private final EntityManager entities;
    private final Models models;
    private final ConnectionList connectionList;

    /** The container's proxies are made with it. */
    public ModelCatalog() {
        this(null, null, null);
    }

    @Inject
    public ModelCatalog(EntityManager entities, Models models, ConnectionList connectionList) {
        this.entities = entities;
        this.models = models;
        this.connectionList = connectionList;
    }

    /**
     * Lists a page of models.
     *
     * @param first the first line, from 0
     * @param limit the most lines
     */
    public List<ModelSummary> list(ModelFilter filter, ModelOrder order, int first, int limit) {
        return new ModelSearch(entities, filter).page(order, first, limit);
    }

    public long count(ModelFilter filter) {
        return new ModelSearch(entities, filter).count();
    }

    /** Lists models by name, from where another part ended. */
    public Slice<ModelSummary> slice(ModelFilter filter, int limit, Optional<String> after) {
        return slice(filter, ModelOrder.BY_NAME, limit, after);
    }

    /**
     * Lists models from where another part ended.
     *
     * @param after {@link Slice#next} of the part before in the same order, empty for the first
     */
    public Slice<ModelSummary> slice(ModelFilter filter, ModelOrder order, int limit, Optional<String> after) {
        List<ModelSummary> found = new ModelSearch(entities, filter)
                .after(after.map(text -> ModelPlace.decode(order, text)), order, limit + 1);
        if (found.size() <= limit) {
            return new Slice<>(found, Optional.empty());
        }
        List<ModelSummary> items = found.subList(0, limit);
        return new Slice<>(
                items, Optional.of(ModelPlace.of(order, items.get(limit - 1)).encode(order)));
    }

    /** The ids of the models that there are among some names, by these names. */
    public Map<String, String> ids(Set<String> names) {
        if (names.isEmpty()) {
            return Map.of();
        }
        Map<String, String> byKey = new HashMap<>();
        entities.createQuery("select m.nameKey, m.id from Model m where m.nameKey in :keys", Object[].class)
                .setParameter("keys", names.stream().map(Definition::nameKey).toList())
                .getResultList()
                .forEach(line -> byKey.put((String) line[0], (String) line[1]));
        return names.stream()
                .filter(name -> byKey.containsKey(Definition.nameKey(name)))
                .collect(Collectors.toMap(name -> name, name -> byKey.get(Definition.nameKey(name))));
    }

    /** The sources that occur, for a filter. */
    public List<String> sources() {
        return entities.createQuery("select distinct m.source from Model m order by m.source", String.class)
                .getResultList();
    }

    /** Shows a model. */
    public ModelDetail find(String id) {
        Model model = models.get(id);
        Definition shown = models.revision(model, model.shownRevision()).definition();
        Optional<Definition> draft = model.active() && model.draftRevision().isPresent()
                ? Optional.of(
                        models.revision(model, model.draftRevision().getAsInt()).definition())
                : Optional.empty();
        List<ConnectionDetail> connections = connectionList.of(model, shown);
        return new ModelDetail(
                ModelSummary.of(model, connections.size()), shown.masked(), draft.map(Definition::masked), connections);
    }

    /** Lists a model's connections in order of preference. */
    public List<ConnectionDetail> connections(String modelId) {
        return find(modelId).connections();
    }

    /**
     * Lists a model's connections from where another part ended.
     *
     * @param after {@link Slice#next} of the part before in the same order, empty for the first
     */
    public Slice<ConnectionDetail> connections(
            String modelId, ConnectionFilter filter, ConnectionOrder order, int limit, Optional<String> after) {
        Model model = models.get(modelId);
        Definition shown = models.revision(model, model.shownRevision()).definition();
        return order.slice(connectionList.of(model, shown), filter, limit, after);
    }

    /** Shows a connection. */
    public ConnectionDetail connection(String modelId, String id) {
        return connections(modelId).stream()
                .filter(connection -> connection.id().equals(id))
                .findFirst()
                .orElseThrow(() -> RegistryException.connectionNotFound(id));
    }
}
