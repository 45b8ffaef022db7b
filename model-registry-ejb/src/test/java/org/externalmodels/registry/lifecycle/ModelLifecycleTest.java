package org.externalmodels.registry.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.RegistryException.Reason;
import org.externalmodels.registry.audit.AuditEntry;
import org.externalmodels.registry.catalog.ModelStatus;
import org.externalmodels.registry.support.TestRegistry;
import org.junit.jupiter.api.Test;

/** From a draft to the revision that serves, and on to the next one, until the model is deleted. */
class ModelLifecycleTest extends ChangedModels {

    @Test
    void anActiveModelServesAsSoonAsItIsCommitted() {
        create(TestRegistry.chat("gpt"), true, GivenConnection.of("main", "sk-1"));

        ModelDefinition published = registry.directory().named("gpt").orElseThrow();
        assertThat(published.status()).isEqualTo(ModelDefinition.Status.ACTIVE);
        assertThat(published.revision()).isEqualTo(1);
        assertThat(published.connections())
                .singleElement()
                .satisfies(connection -> assertThat(connection.authentication())
                        .isEqualTo(new Authentication.ProviderKey(Secret.of("sk-1"))));
    }

    @Test
    void aDraftMayBeIncompleteAndIsPublishedAsADraft() {
        create(TestRegistry.definition("{'name': 'half'}"), false);

        ModelDefinition published = registry.directory().named("half").orElseThrow();
        assertThat(published.status()).isEqualTo(ModelDefinition.Status.DRAFT);
        assertThat(published.revision()).isZero();
    }

    @Test
    void confirmTellsAllThatIsMissingAtOnce() {
        String id = create(TestRegistry.definition("{'name': 'half', 'structure': 'openai-chat'}"), false);
        registry.directory().finds(DefinitionProblem.of("headers[0].name", "is not a token"));

        RegistryException refused = refused(lifecycle -> lifecycle.confirm(id, null));

        assertThat(refused.reason()).isEqualTo(Reason.INVALID);
        assertThat(refused.problems())
                .extracting(DefinitionProblem::field)
                .containsExactly("endpoint", "providerModel", "features", "headers[0].name");
        assertThat(detail(id).summary().status()).isEqualTo(ModelStatus.DRAFT);
    }

    @Test
    void aBrokenTemplateIsRefusedWhenItIsSavedWithItsPlace() {
        registry.directory().finds(DefinitionProblem.at("body", 2, 7, "The variable topic is not defined"));

        RegistryException refused = refused(lifecycle -> lifecycle.create(
                TestRegistry.definition("{'name': 't', 'body': '{}', 'structure': 'template'}"), List.of(), false));

        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.field()).isEqualTo("body");
            assertThat(problem.line()).hasValue(2);
            assertThat(problem.column()).hasValue(7);
        });
        assertThat(registry.directory().named("t")).isEmpty();
    }

    @Test
    void nothingThatIsWrittenIsExpanded() {
        String text = "${HOME} #{1+1} $PATH ${env.PATH} {{prompt}}";
        String id = create(
                TestRegistry.definition("""
                {'name': '%s', 'endpoint': 'https://provider.example/x', 'structure': 'openai-chat',
                 'providerModel': '%s', 'features': ['streaming'],
                 'headers': [{'name': 'X-Plain', 'value': '%s', 'secret': false},
                             {'name': 'X-Secret', 'value': '%s', 'secret': true}]}""".formatted(text, text, text, text)), true, GivenConnection.of("main", text));

        ModelDefinition published = registry.directory().named(text).orElseThrow();
        assertThat(published.providerModel()).hasValue(text);
        assertThat(published.headers())
                .extracting(header -> header.value().reveal())
                .containsExactly(text, text);
        assertThat(publishedKey(text)).isEqualTo(text);
        assertThat(registry.prepareTest(id, null).headers())
                .extracting(header -> header.value().reveal())
                .containsExactly(text, text);
    }

    @Test
    void namesAreUniqueWithoutRegardToCase() {
        create(TestRegistry.chat("Claims"), true);

        RegistryException refused =
                refused(lifecycle -> lifecycle.create(TestRegistry.chat("CLAIMS"), List.of(), true));

        assertThat(refused.reason()).isEqualTo(Reason.TAKEN);
        assertThat(refused).hasMessageContaining("Claims");
    }

    @Test
    void aTakenNameIsToldBeforeItIsUsedAndNotToItsOwnModel() {
        String own = create(TestRegistry.chat("Claims"), true);

        assertThat(refused(lifecycle -> lifecycle.checkName("CLAIMS ", null)).reason())
                .isEqualTo(Reason.TAKEN);
        assertThat(refused(lifecycle -> lifecycle.checkName("", null)).problems())
                .singleElement()
                .extracting(DefinitionProblem::field)
                .isEqualTo("name");
        change(lifecycle -> lifecycle.checkName("CLAIMS", own));
    }

    @Test
    void anEditOfAnActiveModelWaitsForConfirmWhileTheOldRevisionServes() {
        String id = create(TestRegistry.chat("gpt"), true);

        change(lifecycle -> lifecycle.edit(id, null, with("gpt", "gpt-y"), List.of(), false));
        assertThat(registry.directory().named("gpt").orElseThrow().providerModel())
                .hasValue("gpt-x");
        assertThat(detail(id).draft().orElseThrow().providerModel()).isEqualTo("gpt-y");

        change(lifecycle -> lifecycle.confirm(id, null));
        ModelDefinition published = registry.directory().named("gpt").orElseThrow();
        assertThat(published.providerModel()).hasValue("gpt-y");
        assertThat(published.revision()).isEqualTo(2);
        assertThat(detail(id).draft()).isEmpty();
    }

    @Test
    void aDiscardedDraftLeavesWhatServes() {
        String id = create(TestRegistry.chat("gpt"), true);
        change(lifecycle -> lifecycle.edit(id, null, with("gpt", "gpt-y"), List.of(), false));

        change(lifecycle -> lifecycle.discardDraft(id, null));

        assertThat(detail(id).draft()).isEmpty();
        assertThat(detail(id).definition().providerModel()).isEqualTo("gpt-x");
    }

    @Test
    void aNewNameCountsFromConfirmOn() {
        String id = create(TestRegistry.chat("old"), true);

        change(lifecycle -> lifecycle.edit(id, null, TestRegistry.chat("new"), List.of(), false));
        assertThat(registry.directory().named("old")).isPresent();

        change(lifecycle -> lifecycle.confirm(id, null));
        assertThat(registry.directory().named("old")).isEmpty();
        assertThat(registry.directory().named("new")).isPresent();
    }

    @Test
    void theSecondOfTwoEditorsIsRefused() {
        String id = create(TestRegistry.chat("gpt"), true);
        long seen = detail(id).summary().version();
        change(lifecycle -> lifecycle.edit(id, seen, with("gpt", "first"), List.of(), false));

        RegistryException refused =
                refused(lifecycle -> lifecycle.edit(id, seen, with("gpt", "second"), List.of(), false));

        assertThat(refused.reason()).isEqualTo(Reason.STALE);
        assertThat(refused)
                .hasMessageContaining("at version " + detail(id).summary().version() + " now, not at " + seen);
        assertThat(detail(id).newest().providerModel()).isEqualTo("first");
    }

    @Test
    void theSwitchIsPublishedAtOnce() {
        String id = create(TestRegistry.chat("gpt"), true);

        change(lifecycle -> lifecycle.switchInferencing(id, false, null));

        assertThat(registry.directory().named("gpt").orElseThrow().inferencing())
                .isFalse();
    }

    @Test
    void aDeletedModelIsGoneEverywhereButInTheAuditLog() {
        String id = create(TestRegistry.chat("gpt"), true, GivenConnection.of("main", "sk-1"));

        change(lifecycle -> lifecycle.delete(id, null));

        assertThat(registry.directory().named("gpt")).isEmpty();
        assertThat(refused(lifecycle -> lifecycle.confirm(id, null)).reason()).isEqualTo(Reason.NOT_FOUND);
        long secrets = registry.database()
                .inTransaction(entities -> entities.createQuery("select count(s) from StoredSecret s", Long.class)
                        .getSingleResult());
        assertThat(secrets).isZero();
        assertThat(registry.audit())
                .extracting(AuditEntry::action, AuditEntry::targetName, AuditEntry::actor)
                .last()
                .isEqualTo(tuple("model.deleted", "gpt", "ada"));
    }
}
