package org.externalmodels.registry.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.OptionalInt;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.support.TestRegistry;
import org.junit.jupiter.api.Test;

class TestPreparationTest extends OwnRegistry {

    @Test
    void aTestSendsTheSecretHeaders() {
        String model = create(withSecretHeader());

        assertThat(registry.prepareTest(model, null).headers())
                .singleElement()
                .satisfies(header -> assertThat(header.value()).isEqualTo(Secret.of("hush")));
    }

    @Test
    void aCopyIsNotTestedWithoutTheHeaderThatItLacks() {
        String model = create(withSecretHeader());
        String copy = registry.lifecycle(lifecycle -> lifecycle.copy(model));

        assertThat(refused(copy, null))
                .hasMessageContaining("X-Key")
                .satisfies(refused -> assertThat(refused.problems())
                        .extracting(DefinitionProblem::field)
                        .containsExactly("headers[0].value"));
    }

    @Test
    void aHeaderThatDoesNotOpenIsNamed() {
        String model = create(withSecretHeader());
        registry.database()
                .run(entities -> entities.createNativeQuery(
                                "update stored_secret set ciphertext = 'AAAA' where owner like 'header/%'")
                        .executeUpdate());

        assertThat(refused(model, null)).hasMessageContaining("X-Key");
    }

    @Test
    void aKeyForAnotherHostIsSaidToBeThat() {
        String model = create(TestRegistry.chat("gpt"));
        registry.database()
                .run(entities -> entities.createNativeQuery("update credential set origin = 'https://old.example:443'")
                        .executeUpdate());

        assertThat(refused(model, "MAIN")).hasMessageContaining("main").hasMessageContaining("another host");
    }

    @Test
    void aConnectionThatThereIsNotIsNamedByItsFieldAndNotInTheAuditLog() {
        String model = create(TestRegistry.chat("gpt"));

        assertThat(refused(model, "x".repeat(10_000)).problems())
                .containsExactly(DefinitionProblem.of("connection", "The model gpt has no connection of this name"));
        assertThat(registry.audit())
                .noneSatisfy(entry -> assertThat(entry.action()).isEqualTo("model.tested"));
    }

    @Test
    void theDraftIsTestedUnlessAnotherRevisionIsAsked() {
        String model = create(TestRegistry.chat("gpt"));
        registry.lifecycle(lifecycle -> {
            lifecycle.edit(model, null, TestRegistry.definition("""
                            {'name': 'gpt', 'endpoint': 'https://provider.example/v1/chat/completions',
                             'structure': 'openai-chat', 'providerModel': 'gpt-y', 'features': ['streaming']}"""), List.of(), false);
            return null;
        });

        assertThat(registry.prepareTest(model, null).providerModel()).hasValue("gpt-y");
        assertThat(registry.prepareTest(model, OptionalInt.of(1), null).providerModel())
                .hasValue("gpt-x");
        assertThat(catchThrowableOfType(
                                RegistryException.class, () -> registry.prepareTest(model, OptionalInt.of(3), null))
                        .reason())
                .isEqualTo(RegistryException.Reason.NOT_FOUND);
        assertThat(registry.audit())
                .last()
                .satisfies(entry -> assertThat(entry.after()).contains("\"revision\":1"));
    }

    private String create(Definition definition) {
        return registry.lifecycle(
                lifecycle -> lifecycle.create(definition, List.of(GivenConnection.of("main", "sk-1")), true));
    }

    private RegistryException refused(String model, String connection) {
        return catchThrowableOfType(RegistryException.class, () -> registry.prepareTest(model, connection));
    }

    private static Definition withSecretHeader() {
        return TestRegistry.definition("""
                {'name': 'h', 'endpoint': 'https://provider.example/v1/chat/completions', 'structure': 'openai-chat',
                 'providerModel': 'm', 'features': ['streaming'],
                 'headers': [{'name': 'X-Key', 'value': 'hush', 'secret': true}]}""");
    }
}
