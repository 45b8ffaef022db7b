package org.externalmodels.connector.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.externalmodels.connector.authentication.Authenticators;
import org.externalmodels.connector.routing.HealthBook;
import org.externalmodels.inference.spi.ConnectionDefinition;
import org.externalmodels.inference.spi.DirectoryChange;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.ModelSnapshot;
import org.externalmodels.inference.spi.NameKey;

/**
 * All models at one version. Immutable; replaced as a whole.
 *
 * @param version as published
 * @param byName by {@link NameKey}
 * @param byId for changes
 */
record RouteTable(long version, Map<String, Route> byName, Map<String, Route> byId) {

    static final RouteTable EMPTY = new RouteTable(0, Map.of(), Map.of());

    static RouteTable of(ModelSnapshot snapshot, Authenticators authenticators, HealthBook book) {
        Map<String, Route> byId = new HashMap<>();
        snapshot.models().forEach(model -> byId.put(model.id(), RouteCompiler.compile(model, authenticators, book)));
        return of(snapshot.version(), byId);
    }

    RouteTable with(DirectoryChange change, Authenticators authenticators, HealthBook book) {
        Map<String, Route> changed = new HashMap<>(byId);
        changed.keySet().removeAll(change.removedIds());
        for (ModelDefinition model : change.changed()) {
            changed.put(model.id(), RouteCompiler.compile(model, authenticators, book));
        }
        return of(change.version(), changed);
    }

    /** The model of a name, or {@code null}. */
    Route find(String name) {
        Route route = byName.get(name);
        return route != null ? route : byName.get(key(name));
    }

    /** The model of an id, or {@code null}. */
    Route ofId(String id) {
        return byId.get(id);
    }

    Set<String> connectionIds() {
        return byId.values().stream()
                .flatMap(route -> route.definition().connections().stream())
                .map(ConnectionDefinition::id)
                .collect(Collectors.toSet());
    }

    Collection<Route> routes() {
        return byId.values();
    }

    private static RouteTable of(long version, Map<String, Route> byId) {
        Map<String, Route> byName = new HashMap<>();
        byId.values().forEach(route -> byName.put(key(route.definition().name()), route));
        return new RouteTable(version, byName, byId);
    }

    private static String key(String name) {
        return NameKey.of(name);
    }
}
