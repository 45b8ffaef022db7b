package org.externalmodels.registry.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.ConnectionDefinition;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.RegistryException.Reason;
import org.externalmodels.registry.audit.AuditEntry;
import org.externalmodels.registry.catalog.ConnectionDetail;
import org.externalmodels.registry.catalog.ConnectionStatus;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.support.TestRegistry;
import org.junit.jupiter.api.Test;

/** A key is of one connection of its model, replaced at once and only by whoever may, and marked where it does not open. */
class ConnectionKeysTest extends ConnectionsOfOneModel {

    @Test
    void aKeyIsUniqueInItsModelAndTheRefusalNamesWhoHasIt() {
        RegistryException refused =
                refused(connections -> connections.add(model, GivenConnection.of("second", "sk-1")));

        assertThat(refused.reason()).isEqualTo(Reason.TAKEN);
        assertThat(refused).hasMessageContaining("main").hasMessageNotContaining("sk-1");
        assertThat(published()).hasSize(1);
    }

    @Test
    void aKeyIsUniqueInItsModelHoweverItIsGiven() {
        String second = add(GivenConnection.of("second", "sk-2"));
        Definition moved = TestRegistry.definition("""
                {'name': 'gpt', 'endpoint': 'https://elsewhere.example/v1', 'structure': 'openai-chat',
                 'providerModel': 'gpt-x', 'features': ['streaming']}""");

        assertThat(refused(connections ->
                        connections.edit(model, second, null, Optional.of(Secret.of("sk-1")), Optional.empty())))
                .hasMessageContaining("main");
        assertThat(catchThrowableOfType(
                        RegistryException.class,
                        () -> registry.lifecycle(lifecycle -> {
                            lifecycle.edit(
                                    model,
                                    null,
                                    moved,
                                    List.of(
                                            GivenConnection.of("main", "sk-new"),
                                            GivenConnection.of("second", "sk-new")),
                                    false);
                            return null;
                        })))
                .hasMessageContaining("main already has this key");
        assertThat(catchThrowableOfType(
                        RegistryException.class,
                        () -> registry.lifecycle(lifecycle -> lifecycle.create(
                                TestRegistry.chat("twice"),
                                List.of(GivenConnection.of("a", "sk-9"), GivenConnection.of("b", "sk-9")),
                                true))))
                .hasMessageContaining("a already has this key");
    }

    @Test
    void keysAreComparedByTheirFingerprintAndNeverByDecrypting() {
        registry.database()
                .run(entities -> entities.createNativeQuery("update stored_secret set ciphertext = 'AAAA'")
                        .executeUpdate());

        RegistryException refused =
                refused(connections -> connections.add(model, GivenConnection.of("second", "sk-1")));

        assertThat(refused.reason()).isEqualTo(Reason.TAKEN);
        assertThat(refused).hasMessageContaining("main");
        add(GivenConnection.of("third", "sk-3"));
    }

    @Test
    void ofTwoThatAddTheSameKeyAtOnceOneIsRefusedByTheNameOfTheOther() {
        List<CompletableFuture<RegistryException>> both = Stream.of("left", "right")
                .map(name -> CompletableFuture.supplyAsync(
                        () -> refused(connections -> connections.add(model, GivenConnection.of(name, "sk-same"))),
                        task -> new Thread(task).start()))
                .toList();
        List<RegistryException> refused = both.stream()
                .map(CompletableFuture::join)
                .filter(Objects::nonNull)
                .toList();

        assertThat(details()).hasSize(2);
        String first = details().get(1).name();
        assertThat(refused).singleElement().satisfies(failure -> {
            assertThat(failure.reason()).isEqualTo(Reason.TAKEN);
            assertThat(failure).hasMessage("The connection " + first + " already has this key");
        });
    }

    @Test
    void aRotatedKeyServesAtOnceAndTheOldOneIsGone() {
        String id = details().get(0).id();

        change(connections -> connections.edit(model, id, null, Optional.of(Secret.of("sk-new")), Optional.empty()));

        assertThat(key(published().get(0))).isEqualTo("sk-new");
        add(GivenConnection.of("second", "sk-1"));
        assertThat(registry.audit()).extracting(AuditEntry::action).contains("connection.rotated");
    }

    @Test
    void theSecondOfTwoThatReplaceAKeyIsRefused() {
        ConnectionDetail seen = details().get(0);
        change(connections -> connections.edit(
                model, seen.id(), seen.version(), Optional.of(Secret.of("sk-first")), Optional.empty()));

        RegistryException refused = refused(connections -> connections.edit(
                model, seen.id(), seen.version(), Optional.of(Secret.of("sk-second")), Optional.empty()));

        assertThat(refused.reason()).isEqualTo(Reason.STALE);
        assertThat(key(published().get(0))).isEqualTo("sk-first");
    }

    @Test
    void aKeyGivenAgainWithTheModelMovesTheConnectionsVersion() {
        ConnectionDetail seen = details().get(0);

        registry.lifecycle(lifecycle -> {
            lifecycle.edit(
                    model, null, TestRegistry.chat("gpt"), List.of(GivenConnection.of("main", "sk-again")), false);
            return null;
        });

        assertThat(details().get(0).version()).isGreaterThan(seen.version());
    }

    @Test
    void anEditorChangesOnlyTheKeysOfOwnConnections() {
        String main = details().get(0).id();
        String own = registry.connections(
                TestRegistry.EDITOR, connections -> connections.add(model, GivenConnection.of("own", "sk-2")));

        assertThat(catchThrowableOfType(
                                RegistryException.class,
                                () -> registry.connections(TestRegistry.EDITOR, connections -> {
                                    connections.edit(
                                            model, main, null, Optional.of(Secret.of("sk-3")), Optional.empty());
                                    return null;
                                }))
                        .reason())
                .isEqualTo(Reason.FORBIDDEN);
        registry.connections(TestRegistry.EDITOR, connections -> {
            connections.edit(model, own, null, Optional.of(Secret.of("sk-3")), Optional.empty());
            return null;
        });
        assertThat(published()).extracting(ConnectionsOfOneModel::key).containsExactly("sk-1", "sk-3");
    }

    @Test
    void theMaskIsNotTakenForAKey() {
        String id = details().get(0).id();

        change(connections -> connections.edit(model, id, null, Optional.of(Secret.of(Secret.MASK)), Optional.empty()));

        assertThat(key(published().get(0))).isEqualTo("sk-1");
    }

    @Test
    void movingToAnotherHostNeedsTheKeyAgain() {
        String id = details().get(0).id();
        Optional<String> elsewhere = Optional.of("https://proxy.example/v1");

        RegistryException refused =
                refused(connections -> connections.edit(model, id, null, Optional.empty(), elsewhere));
        assertThat(refused.problems().get(0).field()).isEqualTo("apiKey");
        assertThat(published().get(0).baseUrl()).isEmpty();

        change(connections -> connections.edit(model, id, null, Optional.of(Secret.of("sk-1")), elsewhere));
        assertThat(published().get(0).baseUrl().orElseThrow()).hasToString("https://proxy.example/v1");
        assertThat(key(published().get(0))).isEqualTo("sk-1");
    }

    @Test
    void whatIsChangedBesideTheKeyIsAnEditAndTheSameKeyIsNoChange() {
        String id = details().get(0).id();
        GivenConnection heavier = new GivenConnection(
                "main", Optional.of(Secret.of("sk-new")), Optional.empty(), Optional.of(5), Optional.empty());

        change(connections -> connections.edit(model, id, null, heavier));
        assertThat(registry.audit()).last().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("connection.edited");
            assertThat(entry.after()).contains("\"apiKey\":\"changed\"", "\"weight\":5");
        });

        change(connections -> connections.edit(model, id, null, heavier));
        assertThat(registry.audit()).last().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("connection.edited");
            assertThat(entry.after()).doesNotContain("apiKey");
        });
    }

    @Test
    void theAuditLogSaysOfANewOneWhetherItCameWithAKeyAndNeverWhichOne() {
        add(GivenConnection.of("second", "sk-canary"));
        assertThat(registry.audit()).last().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("connection.added");
            assertThat(entry.after()).contains("\"apiKey\":\"given\"").doesNotContain("sk-canary");
        });

        add(GivenConnection.of("third", null));
        assertThat(registry.audit())
                .last()
                .satisfies(entry -> assertThat(entry.after()).doesNotContain("apiKey"));
        assertThat(registry.audit())
                .filteredOn(entry -> entry.targetName().equals("gpt/main"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.after()).contains("\"apiKey\":\"given\""));
    }

    @Test
    void aKeyThatDoesNotOpenIsMarkedAndTheOthersWork() {
        add(GivenConnection.of("second", "sk-2"));
        registry.database()
                .run(entities -> entities.createNativeQuery(
                                "update stored_secret set ciphertext = 'AAAA' where id = (select secret_id from credential"
                                        + " c join model_connection m on m.id = c.connection_id where m.name = 'main')")
                        .executeUpdate());

        registry.publisher().publishAll();

        assertThatMainIsMarkedAndSecondServes();
    }

    @Test
    void aKeyReplacedBetweenTwoQueriesIsMarkedAndFailsNothing() {
        registry.losesSecrets();

        change(connections -> connections.add(model, GivenConnection.of("second", null)));

        assertThatMainIsMarkedAndSecondServes();
    }

    private void assertThatMainIsMarkedAndSecondServes() {
        assertThat(published())
                .extracting(ConnectionDefinition::name, ConnectionDefinition::inferencing)
                .containsExactly(tuple("main", false), tuple("second", true));
        assertThat(details())
                .extracting(ConnectionDetail::status)
                .containsExactly(ConnectionStatus.KEY_UNREADABLE, ConnectionStatus.ACTIVE);
    }

    @Test
    void aCiphertextThatIsMovedToAnotherConnectionDoesNotOpen() {
        add(GivenConnection.of("second", "sk-2"));
        registry.database()
                .run(entities -> entities.createNativeQuery(
                                "update credential set secret_id = (select secret_id from credential c join model_connection"
                                        + " m on m.id = c.connection_id where m.name = 'main') where connection_id ="
                                        + " (select id from model_connection where name = 'second')")
                        .executeUpdate());

        registry.publisher().publishAll();

        assertThat(published().get(1).inferencing()).isFalse();
        assertThat(published().get(1).authentication()).isEqualTo(new Authentication.None());
    }
}
