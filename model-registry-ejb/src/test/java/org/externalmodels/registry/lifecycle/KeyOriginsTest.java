package org.externalmodels.registry.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.support.TestRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and secret values stay with the host that they were given for, and are given again for another one. */
class KeyOriginsTest extends ChangedModels {

    @Test
    void movingToAnotherHostAsksForTheKeysAgain() {
        String id = create(TestRegistry.chat("gpt"), true, GivenConnection.of("main", "sk-1"));
        Definition moved = at("gpt", "https://elsewhere.example/v1/chat/completions");

        RegistryException refused = refused(lifecycle -> lifecycle.edit(id, null, moved, List.of(), false));
        assertThat(refused).hasMessageContaining("main");

        change(lifecycle -> lifecycle.edit(id, null, moved, List.of(GivenConnection.of("main", "sk-2")), false));
        assertThat(publishedKey("gpt")).isEqualTo("sk-1");

        change(lifecycle -> lifecycle.confirm(id, null));
        assertThat(publishedKey("gpt")).isEqualTo("sk-2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://provider.example/v1/chat/completions",
                "https://provider.example:8443/v1/chat/completions",
                "https://sub.provider.example/v1/chat/completions"
            })
    void anotherSchemePortOrNameAsksForTheKeysAgainToo(String endpoint) {
        String id = create(TestRegistry.chat("gpt"), true, GivenConnection.of("main", "sk-1"));

        assertThat(refused(lifecycle -> lifecycle.edit(id, null, at("gpt", endpoint), List.of(), true)))
                .hasMessageContaining("give the key of main again");
    }

    @Test
    void anotherPathOnTheSameHostKeepsTheKeys() {
        String id = create(TestRegistry.chat("gpt"), true, GivenConnection.of("main", "sk-1"));

        change(lifecycle ->
                lifecycle.edit(id, null, at("gpt", "https://PROVIDER.example:443/v2/chat"), List.of(), true));

        assertThat(publishedKey("gpt")).isEqualTo("sk-1");
    }

    @Test
    void aKeyThatCameBeforeTheEndpointIsForTheFirstOne() {
        String id = create(TestRegistry.definition("{'name': 'gpt'}"), false, GivenConnection.of("main", "sk-1"));

        change(lifecycle -> lifecycle.edit(id, null, TestRegistry.chat("gpt"), List.of(), true));

        assertThat(publishedKey("gpt")).isEqualTo("sk-1");
        assertThat(refused(lifecycle ->
                        lifecycle.edit(id, null, at("gpt", "https://elsewhere.example/v1"), List.of(), false)))
                .hasMessageContaining("give the key of main again");
    }

    @Test
    void whereAKeyGoesIsNotForAnotherEditorToSay() {
        String id = create(TestRegistry.definition("{'name': 'gpt'}"), false, GivenConnection.of("main", "sk-1"));

        RegistryException refused = catchThrowableOfType(
                RegistryException.class,
                () -> registry.lifecycle(TestRegistry.EDITOR, lifecycle -> {
                    lifecycle.edit(id, null, TestRegistry.chat("gpt"), List.of(), false);
                    return null;
                }));

        assertThat(refused).hasMessageContaining("main").hasMessageContaining("ada");
    }

    @Test
    void aKeyOfAnAdministratorIsNotBoundByAnEditorsEndpoint() {
        GivenConnection keyless = new GivenConnection("main", Optional.empty(), Optional.empty());
        String id = registry.lifecycle(
                TestRegistry.EDITOR,
                lifecycle -> lifecycle.create(TestRegistry.definition("{'name': 'gpt'}"), List.of(keyless), false));

        RegistryException refused = refused(lifecycle -> lifecycle.edit(
                id,
                null,
                TestRegistry.definition("{'name': 'gpt'}"),
                List.of(GivenConnection.of("main", "sk-1")),
                false));

        assertThat(refused.problems()).extracting(DefinitionProblem::field).containsExactly("endpoint");
    }

    @Test
    void aSecretHeaderIsKeptUnseenAndGivenAgainForAnotherHost() {
        String id = create(withSecretHeader("https://provider.example/x", "'hush'"), true);
        assertThat(detail(id).definition().headers().get(0).value()).isEqualTo(Secret.MASK);

        change(lifecycle ->
                lifecycle.edit(id, null, withSecretHeader("https://provider.example/y", "null"), List.of(), true));
        assertThat(registry.directory()
                        .named("h")
                        .orElseThrow()
                        .headers()
                        .get(0)
                        .value())
                .isEqualTo(Secret.of("hush"));

        RegistryException refused = refused(lifecycle ->
                lifecycle.edit(id, null, withSecretHeader("https://elsewhere.example/y", "null"), List.of(), true));
        assertThat(refused.problems()).extracting(DefinitionProblem::field).containsExactly("headers[0].value");
    }

    private static Definition at(String name, String endpoint) {
        return TestRegistry.definition("""
                {'name': '%s', 'endpoint': '%s', 'structure': 'openai-chat', 'providerModel': 'gpt-x',
                 'features': ['streaming']}""".formatted(name, endpoint));
    }
}
