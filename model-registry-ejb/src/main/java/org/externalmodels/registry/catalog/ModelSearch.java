package org.externalmodels.registry.catalog;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.registry.DatabaseText;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.model.Model;

/** One search for models, built of fixed pieces of query and parameters. */
final class ModelSearch {

    private static final String LINES = "select m,"
            + " (select count(c) from Connection c where c.modelId = m.id) as connections,"
            + " case when m.revision > 0 then 1 else 0 end as live"
            + " from Model m where 1 = 1";

    private final EntityManager entities;
    private final StringBuilder conditions = new StringBuilder();
    private final Map<String, Object> parameters = new HashMap<>();

    ModelSearch(EntityManager entities, ModelFilter filter) {
        this.entities = entities;
        filter.search()
                .ifPresent(text -> and(
                        "m.nameKey like :search escape '!'",
                        "search",
                        DatabaseText.containing("search", Definition.nameKey(text))));
        filter.integration().ifPresent(value -> and("m.integration = :integration", "integration", value));
        filter.source().ifPresent(value -> and("m.source = :source", "source", value));
        filter.status()
                .ifPresent(value ->
                        conditions.append(value == ModelStatus.ACTIVE ? " and m.revision > 0" : " and m.revision = 0"));
    }

    List<ModelSummary> page(ModelOrder order, int first, int limit) {
        TypedQuery<Object[]> query = entities.createQuery(LINES + conditions + order.clause(), Object[].class);
        return summaries(query.setFirstResult(first).setMaxResults(limit));
    }

    /** The lines after a place, or the first. */
    List<ModelSummary> after(Optional<ModelPlace> place, ModelOrder order, int limit) {
        place.ifPresent(last -> {
            conditions.append(" and ").append(order.following(last.value()));
            if (!order.by().hasTwoValues()) {
                parameters.put("place", last.value());
            }
            if (order.by() != ModelOrder.Column.NAME) {
                parameters.put("placeName", last.nameKey());
            }
        });
        TypedQuery<Object[]> query = entities.createQuery(LINES + conditions + order.clause(), Object[].class);
        return summaries(query.setMaxResults(limit));
    }

    long count() {
        TypedQuery<Long> query =
                entities.createQuery("select count(m) from Model m where 1 = 1" + conditions, Long.class);
        parameters.forEach(query::setParameter);
        return query.getSingleResult();
    }

    private List<ModelSummary> summaries(TypedQuery<Object[]> query) {
        parameters.forEach(query::setParameter);
        return query.getResultList().stream()
                .map(line -> ModelSummary.of((Model) line[0], ((Number) line[1]).longValue()))
                .toList();
    }

    private void and(String condition, String name, Object value) {
        conditions.append(" and ").append(condition);
        parameters.put(name, value instanceof String text ? DatabaseText.of(name, text) : value);
    }
}
