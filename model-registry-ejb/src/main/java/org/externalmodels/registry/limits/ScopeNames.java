package org.externalmodels.registry.limits;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonReader;
import jakarta.persistence.EntityManager;
import java.io.StringReader;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.externalmodels.registry.DatabaseText;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.model.Connection;
import org.externalmodels.registry.model.Model;
import org.externalmodels.registry.model.Models;

/** Turns the names that people write into ids that do not change, and back. */
@Dependent
public class ScopeNames {

    /** Stands for the name of what is not there any more. */
    public static final String GONE = "(deleted)";

    private static final int AT_ONCE = 500;

    private final EntityManager entities;
    private final Models models;

    /** The container's proxies are made with it. */
    protected ScopeNames() {
        this(null, null);
    }

    @Inject
    public ScopeNames(EntityManager entities, Models models) {
        this.entities = entities;
        this.models = models;
    }

    Scope ids(GivenLimit given) {
        Optional<Model> model = given.model().filter(ScopeNames::isOne).map(this::model);
        return new Scope(
                given.key().map(name -> isOne(name) ? key(name) : name).orElse(null),
                given.application().orElse(null),
                model.map(Model::id).or(given::model).orElse(null),
                given.connection()
                        .map(name -> isOne(name) ? connection(model.orElseThrow(), name) : name)
                        .orElse(null));
    }

    Scope names(Scope ids) {
        return names(List.of(ids)).of(ids);
    }

    /** Looks up the names of many at once. */
    Names names(Collection<Scope> ids) {
        return new Names(
                named("ApplicationKey", ids, Scope::key),
                named("Model", ids, Scope::modelId),
                named("Connection", ids, Scope::connectionId));
    }

    /** Names by their ids. */
    record Names(Map<String, String> keys, Map<String, String> models, Map<String, String> connections) {

        Scope of(Scope ids) {
            return new Scope(
                    shown(keys, ids.key()),
                    ids.application(),
                    shown(models, ids.modelId()),
                    shown(connections, ids.connectionId()));
        }

        private static String shown(Map<String, String> names, String id) {
            return id == null || !isOne(id) ? id : names.getOrDefault(id, GONE);
        }
    }

    @SuppressWarnings("unchecked") // a query of columns has rows of them
    List<AlertItem> alerts(int most) {
        List<Object[]> rows = entities.createNativeQuery(
                        "select id, limit_id, limit_name, cast(body as varchar(4000)), percent, window_start, raised_at,"
                                + " attempts, delivered_at, last_failure from limit_alert order by raised_at desc")
                .setMaxResults(most)
                .getResultList();
        return rows.stream()
                .map(row -> new AlertItem(
                        (String) row[0],
                        (String) row[1],
                        (String) row[2],
                        of((String) row[3]),
                        ((Number) row[4]).intValue(),
                        time(row[5]),
                        time(row[6]),
                        ((Number) row[7]).intValue(),
                        time(row[8]),
                        (String) row[9]))
                .toList();
    }

    private static String of(String body) {
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            String of = reader.readObject().getString("of");
            return of.isEmpty() ? null : of;
        }
    }

    private static Instant time(Object column) {
        if (column instanceof OffsetDateTime offset) {
            return offset.toInstant();
        }
        return column instanceof java.sql.Timestamp stamp ? stamp.toInstant() : null;
    }

    private static boolean isOne(String name) {
        return !name.equals(Scope.EACH);
    }

    private Map<String, String> named(String entity, Collection<Scope> scopes, Function<Scope, String> id) {
        List<String> ids = scopes.stream()
                .map(id)
                .filter(Objects::nonNull)
                .filter(ScopeNames::isOne)
                .distinct()
                .toList();
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < ids.size(); i += AT_ONCE) {
            entities.createQuery("select e.id, e.name from " + entity + " e where e.id in :ids", Object[].class)
                    .setParameter("ids", ids.subList(i, Math.min(i + AT_ONCE, ids.size())))
                    .getResultStream()
                    .forEach(row -> names.put((String) row[0], (String) row[1]));
        }
        return names;
    }

    private String key(String name) {
        return entities.createQuery("select k.id from ApplicationKey k where k.nameKey = :name", String.class)
                .setParameter("name", DatabaseText.of("key", Definition.nameKey(name)))
                .getResultStream()
                .findFirst()
                .orElseThrow(() -> RegistryException.invalid("key", "is the name of no application key: " + name));
    }

    private Model model(String idOrName) {
        Model byId = entities.find(Model.class, DatabaseText.of("model", idOrName));
        return byId != null
                ? byId
                : models.named(idOrName)
                        .orElseThrow(() -> RegistryException.invalid("model", "is no model: " + idOrName));
    }

    private String connection(Model model, String name) {
        return models.connections(model).stream()
                .filter(candidate -> candidate.isNamed(name))
                .map(Connection::id)
                .findFirst()
                .orElseThrow(() -> RegistryException.invalid(
                        "connection", "is no connection of the model " + model.name() + ": " + name));
    }
}
