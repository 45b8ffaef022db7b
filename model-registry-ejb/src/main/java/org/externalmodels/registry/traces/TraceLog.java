package org.externalmodels.registry.traces;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.registry.DatabaseText;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.access.Role;
import org.externalmodels.registry.model.Columns;

/** Looks up traces, newest first. */
@Stateless
@RolesAllowed({Role.ADMIN, Role.EDITOR, Role.VIEWER, Role.AUDITOR})
public class TraceLog {

    private final EntityManager entities;

    /** The container's proxies are made with it. */
    public TraceLog() {
        this(null);
    }

    @Inject
    public TraceLog(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Lists traces from where another part ended.
     *
     * @param limit the most lines, at least 1
     * @param after {@link Slice#next} of the part before, empty for the newest
     */
    public Slice<TraceItem> slice(TraceFilter filter, int limit, Optional<String> after) {
        StringBuilder query = new StringBuilder("select t from Trace t where 1 = 1");
        Map<String, Object> parameters = new HashMap<>();
        filter.model().ifPresent(value -> and(query, parameters, "t.modelName = :model", "model", value));
        filter.connection()
                .ifPresent(value -> and(query, parameters, "t.connectionName = :connection", "connection", value));
        filter.status().ifPresent(value -> and(query, parameters, "t.status = :status", "status", value));
        filter.code().ifPresent(value -> and(query, parameters, "t.code = :code", "code", value));
        filter.traceId().ifPresent(value -> and(query, parameters, "t.traceId = :traceId", "traceId", value));
        filter.from().ifPresent(value -> and(query, parameters, "t.startedAt >= :from", "from", Columns.time(value)));
        filter.to().ifPresent(value -> and(query, parameters, "t.startedAt < :to", "to", Columns.time(value)));
        after.map(TracePlace::parse).ifPresent(place -> {
            and(query, parameters, "t.startedAt <= :time", "time", Columns.time(place.time()));
            and(query, parameters, "(t.startedAt < :time or t.id < :row)", "row", place.row());
        });
        query.append(" order by t.startedAt desc, t.id desc");

        TypedQuery<Trace> typed = entities.createQuery(query.toString(), Trace.class);
        parameters.forEach(typed::setParameter);
        List<Trace> found = typed.setMaxResults(limit + 1).getResultList();
        Optional<String> next = found.size() > limit
                ? Optional.of(TracePlace.of(found.get(limit - 1)).toString())
                : Optional.empty();
        return new Slice<>(found.stream().limit(limit).map(Trace::item).toList(), next);
    }

    private static void and(
            StringBuilder query, Map<String, Object> parameters, String condition, String name, Object value) {
        query.append(" and ").append(condition);
        parameters.put(name, value instanceof String text ? DatabaseText.of(name, text) : value);
    }
}
