package org.externalmodels.connector.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        Map<String, Route> names = new HashMap<>();
        Map<String, Route> ids = new HashMap<>();
        for (ModelDefinition model : snapshot.models()) {
            Route route = RouteCompiler.compile(model, authenticators, book);
            ids.put(model.id(), route);
            names.put(key(route), route);
        }
        return new RouteTable(snapshot.version(), names, ids);
    }

    /** Names of models that stay are not looked at: there may be thousands of them. */
    RouteTable with(DirectoryChange change, Authenticators authenticators, HealthBook book) {
        Map<String, Route> ids = new HashMap<>(byId);
        Map<String, Route> names = new HashMap<>(byName);
        Stream.concat(change.removedIds().stream(), change.changed().stream().map(ModelDefinition::id))
                .map(ids::remove)
                .filter(Objects::nonNull)
                .forEach(gone -> names.remove(key(gone), gone));
        for (ModelDefinition model : change.changed()) {
            Route route = RouteCompiler.compile(model, authenticators, book);
            ids.put(model.id(), route);
            names.put(key(route), route);
        }
        return new RouteTable(change.version(), names, ids);
    }

    /** The model of a name, or {@code null}. */
    Route find(String name) {
        Route route = byName.get(name);
        return route != null ? route : byName.get(NameKey.of(name));
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

    private static String key(Route route) {
        return NameKey.of(route.definition().name());
    }
}
