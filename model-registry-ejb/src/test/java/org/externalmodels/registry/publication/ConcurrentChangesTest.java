package org.externalmodels.registry.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.externalmodels.inference.spi.ConnectionDefinition;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.registry.exchange.ImportResult;
import org.externalmodels.registry.lifecycle.GivenConnection;
import org.externalmodels.registry.lifecycle.ModelConnections;
import org.externalmodels.registry.lifecycle.ModelLifecycle;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.TestRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Databases.class)
class ConcurrentChangesTest {

    @TempDir
    private Path data;

    /** The common pool has a single thread on a machine of two processors. */
    private static final Executor OWN_THREAD = task -> new Thread(task).start();

    @Parameter
    private Databases kind;

    private TestRegistry registry;
    private String model;
    private String main;

    @BeforeEach
    void open() {
        registry = new TestRegistry(kind.empty(), data);
        model = registry.lifecycle(lifecycle ->
                lifecycle.create(TestRegistry.chat("gpt"), List.of(GivenConnection.of("main", "sk-1")), true));
        main = registry.catalog(catalog -> catalog.connections(model)).get(0).id();
    }

    @Test
    void aModelSwitchedOffStaysOffWhenAnotherChangeWaitedForThatCommit() {
        CountDownLatch switchedOff = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        CompletableFuture<Void> first = CompletableFuture.runAsync(
                () -> lifecycle(lifecycle -> {
                    lifecycle.switchInferencing(model, false, null);
                    switchedOff.countDown();
                    await(commit);
                }),
                OWN_THREAD);
        await(switchedOff);
        CompletableFuture<Void> second = CompletableFuture.runAsync(
                () -> connections(connections -> connections.add(model, GivenConnection.of("second", "sk-2"))),
                OWN_THREAD);
        Awaitility.await().until(() -> kind.someoneWaitsForALock(registry.database()));
        commit.countDown();
        CompletableFuture.allOf(first, second).join();

        assertThat(published().inferencing()).isFalse();
        assertThat(published().connections())
                .extracting(ConnectionDefinition::name)
                .containsExactly("main", "second");
    }

    @Test
    void ofTwoCopiesAtOnceTheSecondTakesTheNextName() {
        List<String> names = twice(() -> registry.lifecycle(lifecycle -> lifecycle.copy(model))).stream()
                .map(id ->
                        registry.catalog(catalog -> catalog.find(id)).summary().name())
                .toList();

        assertThat(names).containsExactlyInAnyOrder("gpt (copy)", "gpt (copy 2)");
    }

    /** As two servers do that start with the same file. */
    @Test
    void ofTwoImportsOfOneDocumentAtOnceTheSecondFindsWhatTheFirstAdded() {
        String document =
                "format: external-models/1\nmodels:\n- {name: a, status: DRAFT}\n- {name: b, status: DRAFT}\n";

        List<ImportResult> results = twice(() ->
                registry.exchange(name -> Optional.empty(), exchange -> exchange.importDocument(document, false)));

        assertThat(results)
                .extracting(
                        result -> result.added().size(),
                        result -> result.unchanged().size())
                .containsExactlyInAnyOrder(tuple(2, 0), tuple(0, 2));
    }

    private static <T> List<T> twice(Supplier<T> work) {
        List<CompletableFuture<T>> both = Stream.of(work, work)
                .map(once -> CompletableFuture.supplyAsync(once, OWN_THREAD))
                .toList();
        return both.stream().map(CompletableFuture::join).toList();
    }

    @Test
    void whatWasReadBeforeAnotherCommitIsNotPublishedAfterIt() {
        connections(connections -> {
            connections.switchInferencing(model, main, true, null);
            lifecycle(other -> other.switchInferencing(model, false, null));
            connections(other -> other.switchInferencing(model, main, false, null));

            connections.add(model, GivenConnection.of("second", "sk-2"));
        });

        assertThat(published().inferencing()).isFalse();
        assertThat(published().connections())
                .extracting(ConnectionDefinition::inferencing)
                .containsExactly(false, true);
    }

    private ModelDefinition published() {
        return registry.directory().named("gpt").orElseThrow();
    }

    private void lifecycle(Consumer<ModelLifecycle> work) {
        registry.lifecycle(lifecycle -> {
            work.accept(lifecycle);
            return null;
        });
    }

    private void connections(Consumer<ModelConnections> work) {
        registry.connections(connections -> {
            work.accept(connections);
            return null;
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
