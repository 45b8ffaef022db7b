package org.externalmodels.registry.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.RegistryException.Reason;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.audit.AuditEntry;
import org.externalmodels.registry.catalog.FieldChange;
import org.externalmodels.registry.catalog.RevisionSummary;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.model.RevisionStatus;
import org.externalmodels.registry.support.TestRegistry;
import org.junit.jupiter.api.Test;

class RevisionsTest extends ChangedModels {

    @Test
    void theHistoryTellsWhatServesWhatIsEditedAndWhatServedOnce() {
        String id = create(TestRegistry.chat("gpt"), true);
        edit(id, with("gpt", "gpt-2"), true);
        edit(id, with("gpt", "gpt-3"), false);

        Slice<RevisionSummary> history = registry.history(h -> h.slice(id, 10, Optional.empty()));

        assertThat(history.items())
                .extracting(RevisionSummary::revision, RevisionSummary::status)
                .containsExactly(
                        tuple(3, RevisionStatus.DRAFT),
                        tuple(2, RevisionStatus.SERVED),
                        tuple(1, RevisionStatus.FORMER));
        assertThat(history.items().get(0).confirmedBy()).isEmpty();
        assertThat(history.items().get(1).confirmedBy()).hasValue(TestRegistry.ADMIN.name());
        assertThat(registry.history(h -> h.find(id, 1)).definition().providerModel())
                .isEqualTo("gpt-x");
        assertThat(registry.history(h -> h.draft(id)).definition().providerModel())
                .isEqualTo("gpt-3");
    }

    @Test
    void theSecondOfTwoWhoEditIsToldWhatTheOtherStored() {
        String id = create(TestRegistry.chat("gpt"), true);
        edit(id, with("gpt", "gpt-theirs"), false);

        assertThat(differenceFrom(id, with("gpt", "gpt-mine"))).singleElement().satisfies(change -> {
            assertThat(change.field()).isEqualTo("providerModel");
            assertThat(((JsonString) change.before()).getString()).isEqualTo("gpt-theirs");
            assertThat(((JsonString) change.after()).getString()).isEqualTo("gpt-mine");
        });
        assertThat(differenceFrom(id, with("gpt", "gpt-theirs"))).isEmpty();
    }

    @Test
    void theHistoryComesInParts() {
        String id = create(TestRegistry.chat("gpt"), true);
        edit(id, with("gpt", "gpt-2"), true);
        edit(id, with("gpt", "gpt-3"), true);

        Slice<RevisionSummary> newest = registry.history(h -> h.slice(id, 2, Optional.empty()));
        Slice<RevisionSummary> rest = registry.history(h -> h.slice(id, 2, newest.next()));

        assertThat(newest.items()).extracting(RevisionSummary::revision).containsExactly(3, 2);
        assertThat(rest.items()).extracting(RevisionSummary::revision).containsExactly(1);
        assertThat(rest.next()).isEmpty();
    }

    @Test
    void aRevisionOrDraftThatIsNotThereIsNotFound() {
        String id = create(TestRegistry.chat("gpt"), true);

        assertThat(catchThrowableOfType(RegistryException.class, () -> registry.history(h -> h.find(id, 2)))
                        .reason())
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(catchThrowableOfType(RegistryException.class, () -> registry.history(h -> h.draft(id)))
                        .reason())
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(refused(lifecycle -> lifecycle.restore(id, 7, null)).reason())
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void theDifferenceNamesEachFieldWithBothValues() {
        String id = create(TestRegistry.definition("""
                {'name': 'gpt', 'endpoint': 'https://provider.example/v1', 'structure': 'openai-chat',
                 'providerModel': 'gpt-x', 'features': ['streaming'],
                 'headers': [{'name': 'X-Gone', 'value': 'g', 'secret': false},
                             {'name': 'X-Team', 'value': 'a', 'secret': false}]}"""), true);
        edit(id, TestRegistry.definition("""
                {'name': 'gpt', 'endpoint': 'https://provider.example/v1', 'structure': 'openai-chat',
                 'providerModel': 'gpt-y', 'features': ['streaming', 'tool-calling'],
                 'headers': [{'name': 'x-team', 'value': 'b', 'secret': false},
                             {'name': 'X-New', 'value': 'n', 'secret': false}]}"""), true);

        List<FieldChange> changes = difference(id, 2, 1);

        assertThat(changes)
                .extracting(FieldChange::field)
                .containsExactlyInAnyOrder(
                        "providerModel",
                        "features",
                        "headers[X-Gone]",
                        "headers[x-team].name",
                        "headers[x-team].value",
                        "headers[X-New]");
        FieldChange value = field(changes, "headers[x-team].value");
        assertThat(text(value.before())).isEqualTo("a");
        assertThat(text(value.after())).isEqualTo("b");
        assertThat(field(changes, "headers[X-Gone]").after()).isNull();
        assertThat(field(changes, "headers[X-New]").before()).isNull();
        assertThat(difference(id, 2, 2)).isEmpty();
    }

    @Test
    void ofASecretOnlyThatItChangedIsTold() {
        String id = create(secret("v-1"), true);
        edit(id, secret(Secret.MASK), true);
        edit(id, secret("v-2"), true);

        assertThat(difference(id, 2, 1)).isEmpty();
        assertThat(difference(id, 3, 2)).singleElement().satisfies(change -> {
            assertThat(change.field()).isEqualTo("headers[X-Key].value");
            assertThat(change.secret()).isTrue();
            assertThat(text(change.before())).isEqualTo(Secret.MASK);
            assertThat(text(change.after())).isEqualTo(Secret.MASK);
        });
    }

    @Test
    void aRestoredRevisionIsADraftUntilItIsConfirmed() {
        String id = create(TestRegistry.chat("gpt"), true);
        edit(id, with("gpt", "gpt-2"), true);

        change(lifecycle -> lifecycle.restore(id, 1, null));
        assertThat(published("gpt").providerModel()).hasValue("gpt-2");
        assertThat(registry.history(h -> h.draft(id)).definition().providerModel())
                .isEqualTo("gpt-x");
        assertThat(registry.audit()).extracting(AuditEntry::action).last().isEqualTo("model.restored");

        change(lifecycle -> lifecycle.confirm(id, null));
        assertThat(published("gpt").revision()).isEqualTo(3);
        assertThat(published("gpt").providerModel()).hasValue("gpt-x");
    }

    @Test
    void restoringTakesThePlaceOfTheOpenDraftOnlyForWhoSawIt() {
        String id = create(TestRegistry.chat("gpt"), true);
        long seen = detail(id).summary().version();
        edit(id, with("gpt", "gpt-2"), false);

        assertThat(refused(lifecycle -> lifecycle.restore(id, 1, seen)).reason())
                .isEqualTo(Reason.STALE);
        change(lifecycle -> lifecycle.restore(id, 1, detail(id).summary().version()));

        assertThat(difference(id, 2, 1)).isEmpty();
        assertThat(refused(lifecycle -> lifecycle.restore(id, 2, null)).problems())
                .extracting(DefinitionProblem::field)
                .containsExactly("revision");
    }

    @Test
    void aSecretValueThatIsGoneIsAskedForAgain() {
        String id = create(secret("v-1"), true);
        edit(id, secret("v-2"), true);

        change(lifecycle -> lifecycle.restore(id, 1, null));

        assertThat(obstacles(id)).extracting(DefinitionProblem::field).containsExactly("headers[0].value");
        assertThat(refused(lifecycle -> lifecycle.confirm(id, null)).problems())
                .extracting(DefinitionProblem::field)
                .containsExactly("headers[0].value");
        edit(id, secret("v-3"), true);
        assertThat(published("gpt").headers().get(0).value()).isEqualTo(Secret.of("v-3"));
    }

    @Test
    void aSecretValueThatIsStillStoredIsKept() {
        String id = create(secret("v-1"), true);
        edit(id, secret(Secret.MASK), true);

        change(lifecycle -> lifecycle.restore(id, 1, null));
        change(lifecycle -> lifecycle.confirm(id, null));

        assertThat(published("gpt").headers().get(0).value()).isEqualTo(Secret.of("v-1"));
    }

    @Test
    void keysForTheHostOfARestoredRevisionAreAskedForAgain() {
        String id = create(TestRegistry.chat("gpt"), true, GivenConnection.of("main", "sk-1"));
        Definition moved = TestRegistry.definition("""
                {'name': 'gpt', 'endpoint': 'https://elsewhere.example/v1', 'structure': 'openai-chat',
                 'providerModel': 'gpt-x', 'features': ['streaming']}""");
        change(lifecycle -> lifecycle.edit(id, null, moved, List.of(GivenConnection.of("main", "sk-2")), true));

        change(lifecycle -> lifecycle.restore(id, 1, null));

        assertThat(obstacles(id))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("main"));
        change(lifecycle ->
                lifecycle.edit(id, null, TestRegistry.chat("gpt"), List.of(GivenConnection.of("main", "sk-1")), true));
        assertThat(published("gpt").endpoint().orElseThrow()).hasHost("provider.example");
    }

    @Test
    void aNameThatAnotherModelTookMeanwhileIsRefused() {
        String id = create(TestRegistry.chat("first"), true);
        edit(id, with("second", "gpt-x"), true);
        create(TestRegistry.chat("First"), true);

        RegistryException refused = refused(lifecycle -> lifecycle.restore(id, 1, null));

        assertThat(refused.reason()).isEqualTo(Reason.TAKEN);
        assertThat(refused).hasMessageContaining("First");
    }

    private void edit(String id, Definition definition, boolean confirm) {
        change(lifecycle -> lifecycle.edit(id, null, definition, List.of(), confirm));
    }

    private List<FieldChange> differenceFrom(String id, Definition written) {
        return registry.history(history -> history.differenceFrom(id, written));
    }

    private List<FieldChange> difference(String id, int revision, int with) {
        return registry.history(history -> history.difference(id, revision, with));
    }

    private List<DefinitionProblem> obstacles(String id) {
        return registry.lifecycle(lifecycle -> lifecycle.obstacles(id));
    }

    private ModelDefinition published(String name) {
        return registry.directory().named(name).orElseThrow();
    }

    private static FieldChange field(List<FieldChange> changes, String field) {
        return changes.stream()
                .filter(change -> change.field().equals(field))
                .findFirst()
                .orElseThrow();
    }

    private static String text(JsonValue value) {
        return ((JsonString) value).getString();
    }

    private static Definition secret(String value) {
        return TestRegistry.definition("""
                {'name': 'gpt', 'endpoint': 'https://provider.example/v1', 'structure': 'openai-chat',
                 'providerModel': 'gpt-x', 'features': ['streaming'],
                 'headers': [{'name': 'X-Key', 'value': '%s', 'secret': true}]}""".formatted(value));
    }
}
