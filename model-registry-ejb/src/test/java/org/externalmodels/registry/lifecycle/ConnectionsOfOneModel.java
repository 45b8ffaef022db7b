package org.externalmodels.registry.lifecycle;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.function.Consumer;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.ConnectionDefinition;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.catalog.ConnectionDetail;
import org.externalmodels.registry.support.TestRegistry;
import org.junit.jupiter.api.BeforeEach;

/** A model that serves, by one connection to begin with. */
abstract class ConnectionsOfOneModel extends OwnRegistry {

    String model;

    @BeforeEach
    void addModel() {
        model = registry.lifecycle(lifecycle ->
                lifecycle.create(TestRegistry.chat("gpt"), List.of(GivenConnection.of("main", "sk-1")), true));
    }

    String add(GivenConnection given) {
        return registry.connections(connections -> connections.add(model, given));
    }

    void change(Consumer<ModelConnections> work) {
        registry.connections(connections -> {
            work.accept(connections);
            return null;
        });
    }

    RegistryException refused(Consumer<ModelConnections> work) {
        return catchThrowableOfType(RegistryException.class, () -> change(work));
    }

    List<ConnectionDetail> details() {
        return registry.catalog(catalog -> catalog.connections(model));
    }

    List<ConnectionDefinition> published() {
        return registry.directory().named("gpt").orElseThrow().connections();
    }

    static String key(ConnectionDefinition connection) {
        return ((Authentication.ProviderKey) connection.authentication()).key().reveal();
    }
}
