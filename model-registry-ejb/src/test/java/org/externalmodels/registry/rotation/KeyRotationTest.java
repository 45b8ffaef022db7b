package org.externalmodels.registry.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.audit.AuditEntry;
import org.externalmodels.registry.catalog.ConnectionDetail;
import org.externalmodels.registry.catalog.ConnectionStatus;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.lifecycle.GivenConnection;
import org.externalmodels.registry.model.StoredSecret;
import org.externalmodels.registry.secrets.SecretVault;
import org.externalmodels.registry.secrets.UnreadableSecretException;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.GivenProfiles;
import org.externalmodels.registry.support.TestRegistry;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyRotationTest {

    @TempDir
    private Path data;

    private TestRegistry registry;

    @ParameterizedTest
    @EnumSource
    void twoRotationsUnderLoadLoseNothing(Databases kind) {
        registry = new TestRegistry(kind.empty(), data);
        String model = modelWithKeys(150);
        registry.profiles(profiles -> profiles.create(GivenProfiles.bearer("shared", "sk-profile")));
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger edits = new AtomicInteger();
        CompletableFuture<Void> editing = CompletableFuture.runAsync(() -> editUntil(stop, edits, model));
        CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> {
            while (!stop.get()) {
                allOpen();
            }
        });

        RotationJob job = registry.rotationJob();
        for (int time = 0; time < 2; time++) {
            int before = edits.get();
            registry.rotation(KeyRotation::rotate);
            Awaitility.await().pollInSameThread().untilAsserted(() -> {
                job.step();
                assertThat(status().pending()).isZero();
                assertThat(edits.get()).as("edits go on").isGreaterThan(before);
            });
        }
        stop.set(true);
        editing.join();
        reading.join();

        assertThat(status().keys()).isEqualTo(3);
        assertThat(status().unreadable()).isZero();
        registry.publisher().publishAll();
        assertThat(registry.directory().named("gpt").orElseThrow().connections())
                .allSatisfy(connection -> assertThat(((Authentication.ProviderKey) connection.authentication())
                                .key()
                                .reveal())
                        .startsWith("sk-"));
        assertThat(registry.audit())
                .filteredOn(entry -> entry.action().equals("encryption-key.rotated"))
                .hasSize(2)
                .extracting(AuditEntry::after)
                .last()
                .asString()
                .contains(status().primaryKeyId());
    }

    private void allOpen() {
        List<StoredSecret> all = registry.database()
                .inTransaction(entities -> entities.createQuery("select s from StoredSecret s", StoredSecret.class)
                        .getResultList());
        for (StoredSecret stored : all) {
            try {
                stored.open(registry.vault().get(), stored.owner());
            } catch (UnreadableSecretException unreadable) {
                throw new AssertionError(unreadable);
            }
        }
    }

    private void editUntil(AtomicBoolean stop, AtomicInteger edits, String model) {
        List<ConnectionDetail> connections = registry.catalog(catalog -> catalog.connections(model));
        while (!stop.get()) {
            int number = edits.incrementAndGet();
            registry.connections(all -> {
                all.edit(
                        model,
                        connections.get(number % connections.size()).id(),
                        null,
                        Optional.of(Secret.of("sk-new-" + number)),
                        Optional.empty());
                return null;
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void aJobThatEndedHalfwayIsGoneOnWithAfterTheNextStart(Databases kind) {
        registry = new TestRegistry(kind.empty(), data);
        modelWithKeys(120);
        registry.rotation(KeyRotation::rotate);
        long all = status().pending();
        registry.firstChunkOnly();
        assertThat(status().pending()).isEqualTo(all - Reencryption.CHUNK);

        TestRegistry restarted = new TestRegistry(registry.database(), data);
        restarted.rotationJob().step();

        assertThat(restarted.rotation(KeyRotation::status).pending()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void anotherServerWithTheSameFileTakesTheNewKeyOver(Databases kind) {
        registry = new TestRegistry(kind.empty(), data);
        modelWithKeys(1);
        TestRegistry other = new TestRegistry(registry.database(), data);

        registry.rotation(KeyRotation::rotate);
        registry.rotationJob().step();
        other.publisher().publishAll();

        assertThat(other.directory().named("gpt").orElseThrow().connections())
                .allSatisfy(connection -> assertThat(connection.inferencing()).isTrue());
        assertThat(other.vault().get().primaryKeyId())
                .isEqualTo(registry.vault().get().primaryKeyId());
    }

    @ParameterizedTest
    @EnumSource
    void withAnotherKeysetWhatItDoesNotOpenIsMarkedAndTheRestWorks(Databases kind) throws IOException {
        registry = new TestRegistry(kind.empty(), data);
        String old = modelWithKeys(1);

        TestRegistry wrong = new TestRegistry(registry.database(), Files.createDirectory(data.resolve("other")));
        wrong.lifecycle(lifecycle ->
                lifecycle.create(TestRegistry.chat("new"), List.of(GivenConnection.of("main", "sk-2")), true));
        wrong.rotationJob().step();

        assertThat(wrong.directory().named("new").orElseThrow().connections())
                .allSatisfy(connection -> assertThat(connection.inferencing()).isTrue());
        assertThat(wrong.directory().named("gpt").orElseThrow().connections())
                .allSatisfy(connection -> assertThat(connection.inferencing()).isFalse());
        List<ConnectionDetail> marked = wrong.catalog(catalog -> catalog.connections(old));
        assertThat(marked).extracting(ConnectionDetail::status).containsOnly(ConnectionStatus.KEY_UNREADABLE);
        RotationStatus status = wrong.rotation(KeyRotation::status);
        assertThat(status.unreadable()).isEqualTo(1);
        assertThat(status.pending()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aKeyThatCannotBeWrittenChangesNothing(Databases kind) throws IOException {
        registry = new TestRegistry(kind.empty(), data);
        modelWithKeys(1);
        String before = status().primaryKeyId();
        Files.move(data.resolve("keyset.json"), data.resolve("elsewhere.json"));

        assertThatThrownBy(() -> registry.rotation(KeyRotation::rotate))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("keyset.json");

        assertThat(status().primaryKeyId()).isEqualTo(before);
        assertThat(registry.audit()).extracting(AuditEntry::action).doesNotContain("encryption-key.rotated");
        assertThatThrownBy(() -> SecretVault.open(data, true)).hasMessageContaining("no keyset file");
    }

    private String modelWithKeys(int count) {
        List<GivenConnection> connections = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            connections.add(GivenConnection.of("c" + i, "sk-" + i));
        }
        Definition definition = TestRegistry.chat("gpt");
        return registry.lifecycle(lifecycle -> lifecycle.create(definition, connections, true));
    }

    private RotationStatus status() {
        return registry.rotation(KeyRotation::status);
    }
}
