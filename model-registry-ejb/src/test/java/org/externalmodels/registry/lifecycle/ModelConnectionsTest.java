package org.externalmodels.registry.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.spi.ConnectionDefinition;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.RegistryException.Reason;
import org.externalmodels.registry.audit.LastChange;
import org.externalmodels.registry.catalog.ConnectionDetail;
import org.externalmodels.registry.catalog.ConnectionStatus;
import org.externalmodels.registry.support.TestRegistry;
import org.junit.jupiter.api.Test;

/** What connections are called, in which order and share they serve, and who changed them. */
class ModelConnectionsTest extends ConnectionsOfOneModel {

    @Test
    void aNewOneServesAfterTheOthers() {
        add(GivenConnection.of("second", "sk-2"));

        assertThat(published()).extracting(ConnectionDefinition::name).containsExactly("main", "second");
    }

    @Test
    void aNameIsUniqueInItsModelWithoutRegardToCase() {
        RegistryException refused = refused(connections -> connections.add(model, GivenConnection.of("MAIN", "sk-2")));

        assertThat(refused.reason()).isEqualTo(Reason.TAKEN);
        assertThat(refused).hasMessageContaining("main");
    }

    @Test
    void theSameNameMayBeUsedInAnotherModel() {
        String other = registry.lifecycle(lifecycle -> lifecycle.create(TestRegistry.chat("other"), List.of(), true));

        registry.connections(connections -> connections.add(other, GivenConnection.of("main", "sk-1")));

        List<ConnectionDetail> ofOther = registry.catalog(catalog -> catalog.connections(other));
        assertThat(ofOther).extracting(ConnectionDetail::name).containsExactly("main");
    }

    @Test
    void aTakenNameIsToldBeforeItIsUsed() {
        assertThat(refused(connections -> connections.checkName(model, " MAIN "))
                        .reason())
                .isEqualTo(Reason.TAKEN);
        change(connections -> connections.checkName(model, "other"));
    }

    @Test
    void theNameIsFixedOnceItIsSaved() {
        String id = details().get(0).id();

        change(connections -> connections.edit(model, id, null, GivenConnection.of("renamed", "sk-new")));

        assertThat(details()).extracting(ConnectionDetail::name).containsExactly("main");
        assertThat(published()).extracting(ConnectionDefinition::name).containsExactly("main");
        assertThat(key(published().get(0))).isEqualTo("sk-new");
    }

    @Test
    void whoAddedItAndWhenStaysWhenItIsChanged() {
        ConnectionDetail added = details().get(0);
        assertThat(added.addedBy()).isEqualTo(TestRegistry.ADMIN.name());
        assertThat(added.addedOn()).isBetween(Instant.now().minusSeconds(60), Instant.now());

        registry.connections(TestRegistry.EDITOR, connections -> {
            connections.switchInferencing(model, added.id(), false, null);
            return null;
        });

        assertThat(details().get(0).addedBy()).isEqualTo(TestRegistry.ADMIN.name());
        assertThat(details().get(0).addedOn()).isEqualTo(added.addedOn());
    }

    @Test
    void whoChangedItLastIsTold() {
        String id = details().get(0).id();
        assertThat(lastChange(id)).isEmpty();

        change(connections -> connections.edit(model, id, null, GivenConnection.of("main", "sk-new")));
        registry.connections(TestRegistry.EDITOR, connections -> {
            connections.switchInferencing(model, id, false, null);
            return null;
        });

        assertThat(lastChange(id)).hasValueSatisfying(last -> {
            assertThat(last.by()).isEqualTo(TestRegistry.EDITOR.name());
            assertThat(last.on()).isBetween(Instant.now().minusSeconds(60), Instant.now());
        });
    }

    private Optional<LastChange> lastChange(String id) {
        return registry.connections(connections -> connections.lastChange(model, id));
    }

    @Test
    void theSecondOfTwoEditorsIsRefused() {
        ConnectionDetail seen = details().get(0);
        change(connections -> connections.switchInferencing(model, seen.id(), false, seen.version()));

        RegistryException refused =
                refused(connections -> connections.switchInferencing(model, seen.id(), true, seen.version()));

        assertThat(refused.reason()).isEqualTo(Reason.STALE);
    }

    @Test
    void theOneOfSmallerPriorityComesFirstAndWeightsArePublished() {
        add(new GivenConnection("second", Optional.empty(), Optional.empty(), Optional.of(30), Optional.of(2)));
        add(new GivenConnection("third", Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(1)));
        String id = details().get(0).id();

        change(connections -> connections.edit(
                model,
                id,
                null,
                new GivenConnection("main", Optional.empty(), Optional.empty(), Optional.of(5), Optional.of(3))));

        assertThat(published())
                .extracting(ConnectionDefinition::name, ConnectionDefinition::weight, ConnectionDefinition::priority)
                .containsExactly(tuple("third", 1, 1), tuple("second", 30, 2), tuple("main", 5, 3));
        assertThat(details()).extracting(ConnectionDetail::name).containsExactly("third", "second", "main");
        registry.publisher().publishAll();
        assertThat(published()).extracting(ConnectionDefinition::name).containsExactly("third", "second", "main");
    }

    @Test
    void aWeightOrPriorityOutOfRangeIsRefusedByItsName() {
        RegistryException refused = refused(connections -> connections.add(
                model, new GivenConnection("x", Optional.empty(), Optional.empty(), Optional.of(0), Optional.of(101))));

        assertThat(refused.problems())
                .extracting(problem -> problem.field() + " " + problem.message())
                .containsExactly(
                        "weight must be a whole number from 1 to 100", "priority must be a whole number from 0 to 100");
    }

    @Test
    void everyEditorSaysTheWeightOfAConnectionButNotItsKey() {
        String id = details().get(0).id();

        registry.connections(TestRegistry.EDITOR, connections -> {
            connections.edit(
                    model,
                    id,
                    null,
                    new GivenConnection("main", Optional.empty(), Optional.empty(), Optional.of(7), Optional.empty()));
            return null;
        });

        assertThat(published().get(0).weight()).isEqualTo(7);
        assertThat(key(published().get(0))).isEqualTo("sk-1");
    }

    @Test
    void switchedOffItIsPublishedSo() {
        String id = details().get(0).id();

        change(connections -> connections.switchInferencing(model, id, false, null));

        assertThat(published().get(0).inferencing()).isFalse();
        assertThat(details().get(0).status()).isEqualTo(ConnectionStatus.OFF);
    }

    @Test
    void theLastOneCanBeDeletedAndLeavesTheModel() {
        String id = details().get(0).id();

        change(connections -> connections.delete(model, id, null));

        assertThat(published()).isEmpty();
        assertThat(registry.directory().named("gpt")).isPresent();
    }
}
