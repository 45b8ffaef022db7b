package org.externalmodels.registry.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.catalog.ModelDetail;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.support.TestRegistry;
import org.junit.jupiter.api.Test;

class SecretHeaderOriginsTest extends OwnRegistry {

    private static final Optional<String> ELSEWHERE = Optional.of("https://mine.example/v1");

    @Test
    void aConnectionThatLeadsElsewhereIsRefused() {
        String model = create(withSecretHeader("h", "X-Key"));

        assertThat(refused(() -> add(model, ELSEWHERE))).satisfies(refused -> {
            assertThat(refused).hasMessageContaining("X-Key");
            assertThat(refused.problems()).extracting(DefinitionProblem::field).containsExactly("baseUrl");
        });
        assertThat(detail(model).connections()).isEmpty();
    }

    @Test
    void anotherPathOnTheEndpointsHostIsNotElsewhere() {
        String model = create(withSecretHeader("h", "X-Key"));

        add(model, Optional.of("https://PROVIDER.example:443/v2"));

        assertThat(detail(model).connections()).hasSize(1);
    }

    @Test
    void aConnectionCannotBeMovedElsewhereEvenWithItsKey() {
        String model = create(withSecretHeader("h", "X-Key"));
        String connection = add(model, Optional.empty());

        assertThat(refused(() -> registry.connections(connections -> {
                    connections.edit(model, connection, null, Optional.of(Secret.of("sk-mine")), ELSEWHERE);
                    return null;
                })))
                .hasMessageContaining("X-Key");
    }

    @Test
    void aSecretHeaderOfADraftCountsToo() {
        String model = create(TestRegistry.chat("h"));
        edit(model, withSecretHeader("h", "X-Drafted"));

        assertThat(refused(() -> add(model, ELSEWHERE))).hasMessageContaining("X-Drafted");
    }

    @Test
    void aModelThatAlreadyLeadsElsewhereGetsNoSecretHeader() {
        String model = create(TestRegistry.chat("h"));
        add(model, ELSEWHERE);

        assertThat(refused(() -> edit(model, withSecretHeader("h", "X-Key"))))
                .hasMessageContaining("X-Key")
                .hasMessageContaining("other");
        assertThat(detail(model).draft()).isEmpty();
    }

    @Test
    void confirmRefusesWhatWasStoredBefore() {
        String model = create(withSecretHeader("h", "X-Key"));
        add(model, Optional.empty());
        edit(model, withSecretHeader("h", "X-Key"));
        registry.database()
                .run(entities -> entities.createNativeQuery(
                                "update model_connection set base_url = 'https://mine.example/v1'")
                        .executeUpdate());

        assertThat(refused(() -> registry.lifecycle(lifecycle -> {
                    lifecycle.confirm(model, null);
                    return null;
                })))
                .hasMessageContaining("X-Key");
    }

    @Test
    void aNewModelIsRefusedWithSuchAConnection() {
        GivenConnection elsewhere = new GivenConnection("other", Optional.empty(), ELSEWHERE);

        assertThat(refused(() -> registry.lifecycle(lifecycle ->
                                lifecycle.create(withSecretHeader("h", "X-Key"), List.of(elsewhere), false)))
                        .problems())
                .extracting(DefinitionProblem::field)
                .containsExactly("connections[0].baseUrl");
    }

    private String create(Definition definition) {
        return registry.lifecycle(lifecycle -> lifecycle.create(definition, List.of(), true));
    }

    private void edit(String model, Definition definition) {
        registry.lifecycle(lifecycle -> {
            lifecycle.edit(model, null, definition, List.of(), false);
            return null;
        });
    }

    private String add(String model, Optional<String> baseUrl) {
        GivenConnection given = new GivenConnection("other", Optional.empty(), baseUrl);
        return registry.connections(TestRegistry.EDITOR, connections -> connections.add(model, given));
    }

    private ModelDetail detail(String model) {
        return registry.catalog(catalog -> catalog.find(model));
    }

    private static RegistryException refused(ThrowingCallable work) {
        return catchThrowableOfType(RegistryException.class, work);
    }

    private static Definition withSecretHeader(String name, String header) {
        return TestRegistry.definition("""
                {'name': '%s', 'endpoint': 'https://provider.example/v1/chat/completions', 'structure': 'openai-chat',
                 'providerModel': 'm', 'features': ['streaming'],
                 'headers': [{'name': '%s', 'value': 'hush', 'secret': true}]}""".formatted(name, header));
    }
}
