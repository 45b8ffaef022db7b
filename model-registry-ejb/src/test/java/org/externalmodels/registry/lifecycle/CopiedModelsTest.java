package org.externalmodels.registry.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.externalmodels.registry.DatabaseText;
import org.externalmodels.registry.catalog.ModelStatus;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.definition.Header;
import org.externalmodels.registry.support.TestRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A copy is a draft under a free name, with all that its model has but what is secret. */
class CopiedModelsTest extends ChangedModels {

    @Test
    void aCopyIsADraftUnderAFreeNameWithoutSecrets() {
        String id = create(TestRegistry.chat("gpt"), true, GivenConnection.of("main", "sk-1"));

        String first = registry.lifecycle(lifecycle -> lifecycle.copy(id));
        String second = registry.lifecycle(lifecycle -> lifecycle.copy(id));

        assertThat(detail(first).summary().name()).isEqualTo("gpt (copy)");
        assertThat(detail(second).summary().name()).isEqualTo("gpt (copy 2)");
        assertThat(detail(first).summary().status()).isEqualTo(ModelStatus.DRAFT);
        assertThat(detail(first).connections()).isEmpty();
    }

    @Test
    void aCopyHasTheSettingsOfItsModelButNoSecretValue() {
        String id = create(TestRegistry.definition("""
                {'name': 'h', 'endpoint': 'https://provider.example/x', 'structure': 'openai-chat', 'providerModel': 'm',
                 'features': ['streaming'], 'headers': [{'name': 'X-Key', 'value': 'hush', 'secret': true},
                                                        {'name': 'X-Team', 'value': 'claims', 'secret': false}]}"""), true);

        String copy = registry.lifecycle(lifecycle -> lifecycle.copy(id));

        Definition copied = detail(copy).definition();
        assertThat(copied.headers())
                .containsExactly(Header.of("X-Key", null, true), Header.of("X-Team", "claims", false));
        assertThat(copied.withName("h").withHeaders(List.of()))
                .isEqualTo(detail(id).definition().withHeaders(List.of()));
    }

    @Test
    void anEasyModelIsCopiedToo() {
        String id = create(
                TestRegistry.definition(
                        "{'name': 'easy', 'integration': 'EASY', 'provider': 'openai', 'providerModel': 'gpt-4o'}"),
                true,
                GivenConnection.of("main", "sk-1"));

        String copy = registry.lifecycle(lifecycle -> lifecycle.copy(id));

        assertThat(detail(copy).summary().source()).isEqualTo("OpenAI");
        assertThat(detail(copy).summary().status()).isEqualTo(ModelStatus.DRAFT);
        assertThat(detail(copy).definition().providerModel()).isEqualTo("gpt-4o");
        assertThat(detail(copy).connections()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {90, 91, 92, 93, 94, 98})
    void theNameOfACopyIsNoLongerThanNamesAreAndCutsNoCharacterInHalf(int before) {
        String name = "n".repeat(before) + "\ud83d\ude80" + "n".repeat(99 - before);
        String id = create(TestRegistry.chat(name), true);

        String copy = registry.lifecycle(lifecycle -> lifecycle.copy(id));

        assertThat(detail(copy).summary().name())
                .matches(text -> DatabaseText.length(text) == 100, "is as long as a name may be")
                .endsWith(" (copy)")
                .matches(text -> DatabaseText.fits(text), "has whole characters only");
    }
}
