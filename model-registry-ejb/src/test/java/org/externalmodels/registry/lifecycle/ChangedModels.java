package org.externalmodels.registry.lifecycle;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.function.Consumer;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.catalog.ModelDetail;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.support.TestRegistry;

/** Models that an administrator adds and changes, and what is published of them. */
abstract class ChangedModels extends OwnRegistry {

    String create(Definition definition, boolean confirm, GivenConnection... connections) {
        return registry.lifecycle(lifecycle -> lifecycle.create(definition, List.of(connections), confirm));
    }

    void change(Consumer<ModelLifecycle> work) {
        registry.lifecycle(lifecycle -> {
            work.accept(lifecycle);
            return null;
        });
    }

    RegistryException refused(Consumer<ModelLifecycle> work) {
        return catchThrowableOfType(RegistryException.class, () -> change(work));
    }

    ModelDetail detail(String id) {
        return registry.catalog(catalog -> catalog.find(id));
    }

    String publishedKey(String name) {
        Authentication authentication = registry.directory()
                .named(name)
                .orElseThrow()
                .connections()
                .get(0)
                .authentication();
        return ((Authentication.ProviderKey) authentication).key().reveal();
    }

    static Definition with(String name, String providerModel) {
        return TestRegistry.definition("""
                {'name': '%s', 'endpoint': 'https://provider.example/v1/chat/completions', 'structure': 'openai-chat',
                 'providerModel': '%s', 'features': ['streaming']}""".formatted(name, providerModel));
    }

    static Definition withSecretHeader(String endpoint, String value) {
        return TestRegistry.definition("""
                {'name': 'h', 'endpoint': '%s', 'structure': 'openai-chat', 'providerModel': 'm', 'features': ['streaming'],
                 'headers': [{'name': 'X-Key', 'value': %s, 'secret': true}]}""".formatted(endpoint, value));
    }
}
