package org.externalmodels.registry.audit;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.registry.DatabaseText;
import org.externalmodels.registry.model.Columns;

/** One search in the audit log, built of fixed pieces of query and parameters. */
final class AuditSearch {

    private final EntityManager entities;
    private final StringBuilder query = new StringBuilder("select e from AuditEntry e where 1 = 1");
    private final Map<String, Object> parameters = new HashMap<>();

    AuditSearch(EntityManager entities, AuditFilter filter) {
        this.entities = entities;
        filter.actor().ifPresent(value -> and("e.actor = :actor", "actor", value));
        filter.action().ifPresent(value -> {
            and("(e.action = :action or e.action like :actions escape '!')", "action", value);
            parameters.put("actions", literally(value) + ".%");
        });
        filter.targetKind().ifPresent(value -> and("e.targetKind = :kind", "kind", value));
        filter.targetName()
                .ifPresent(value -> and("lower(e.targetName) like :name escape '!'", "name", containing(value)));
        filter.from().ifPresent(value -> and("e.time >= :from", "from", Columns.time(value)));
        filter.to().ifPresent(value -> and("e.time < :to", "to", Columns.time(value)));
        filter.text()
                .ifPresent(value -> and(
                        "(lower(e.targetName) like :text escape '!' or lower(e.before) like :text escape '!'"
                                + " or lower(e.after) like :text escape '!')",
                        "text",
                        containing(value)));
    }

    List<AuditEntry> page(int limit, Optional<AuditPlace> after) {
        after.ifPresent(place -> {
            and("e.time <= :time", "time", Columns.time(place.time()));
            and("(e.time < :time or e.id < :id)", "id", place.id());
        });
        TypedQuery<AuditEntry> typed =
                entities.createQuery(query + " order by e.time desc, e.id desc", AuditEntry.class);
        parameters.forEach(typed::setParameter);
        return typed.setMaxResults(limit).getResultList();
    }

    private void and(String condition, String name, Object value) {
        query.append(" and ").append(condition);
        parameters.put(name, value instanceof String text ? DatabaseText.of(name, text) : value);
    }

    private static String containing(String text) {
        return "%" + literally(text.toLowerCase(Locale.ROOT)) + "%";
    }

    private static String literally(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
