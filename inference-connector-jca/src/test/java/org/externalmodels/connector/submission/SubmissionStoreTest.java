package org.externalmodels.connector.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.externalmodels.connector.submission.SubmissionStore.StoreFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmissionStoreTest {

    private Path directory;
    private SubmissionStore store;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        directory = folder.resolve("submissions");
        store = SubmissionStore.open(directory);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void keepsWhatWasChangedOverACrash() throws IOException {
        store.change(tables -> tables.requests().put("1", new byte[] {1}));

        try (SubmissionStore next = SubmissionStore.open(Crash.leaves(directory))) {
            assertThat(ids(next)).containsExactly("1");
        }
    }

    @Test
    void keepsWhatWasChangedWhenItIsClosed() throws IOException {
        store.change(tables -> tables.requests().put("1", new byte[] {1}));
        CompletableFuture<Void> last =
                store.changeLater(tables -> tables.requests().put("2", new byte[] {2}));
        store.close();

        assertThat(last).isCompleted();
        try (SubmissionStore next = SubmissionStore.open(directory)) {
            assertThat(ids(next)).containsExactly("1", "2");
        }
    }

    @Test
    void makesAChangeWholeOrNotAtAll() throws IOException {
        store.change(tables -> tables.requests().put("1", new byte[] {1}));

        assertThatThrownBy(() -> store.change(tables -> {
                    tables.requests().put("2", new byte[] {2});
                    throw new IllegalStateException("in the middle");
                }))
                .isInstanceOf(StoreFailure.class);

        assertThat(ids(store)).containsExactly("1");
        store.change(tables -> tables.requests().put("3", new byte[] {3}));
        try (SubmissionStore next = SubmissionStore.open(Crash.leaves(directory))) {
            assertThat(ids(next)).containsExactly("1", "3");
        }
    }

    @Test
    void takesAnErrorForAFailedChangeAndGoesOn() {
        assertThatThrownBy(() -> store.change(tables -> {
                    tables.requests().put("1", new byte[] {1});
                    throw new NoClassDefFoundError("gone");
                }))
                .isInstanceOf(StoreFailure.class)
                .hasRootCauseInstanceOf(NoClassDefFoundError.class);

        store.change(tables -> tables.requests().put("2", new byte[] {2}));
        assertThat(ids(store)).containsExactly("2");
    }

    @Test
    void writesNothingOfALargeChangeBeforeItIsWhole() throws IOException {
        AtomicReference<Path> left = new AtomicReference<>();
        store.change(tables -> {
            for (int i = 0; i < 100; i++) {
                tables.requests().put("" + i, new byte[1 << 20]);
            }
            left.set(Crash.leaves(directory));
        });

        try (SubmissionStore next = SubmissionStore.open(left.get())) {
            assertThat(ids(next)).isEmpty();
        }
        assertThat(ids(store)).hasSize(100);
    }

    @Test
    void takesBackWhatMayBeOnTheDiskAlthoughItFailed(@TempDir Path folder) throws IOException {
        AtomicBoolean failing = new AtomicBoolean();
        Path elsewhere = folder.resolve("failing");
        try (SubmissionStore failed = SubmissionStore.open(elsewhere, tables -> {
            tables.force();
            if (failing.get()) {
                throw new IllegalStateException("the disk is gone");
            }
        })) {
            failing.set(true);
            assertThatThrownBy(() -> failed.change(
                            tables -> tables.requests().put("1", new byte[] {1}),
                            tables -> tables.requests().remove("1")))
                    .isInstanceOfSatisfying(
                            StoreFailure.class,
                            e -> assertThat(e.isNothingChanged()).isFalse());
            assertThatThrownBy(() -> failed.read(tables -> tables.requests().size()))
                    .isInstanceOf(StoreFailure.class);
            failing.set(false);

            assertThat(ids(failed)).isEmpty();
            failed.change(tables -> tables.requests().put("2", new byte[] {2}));
            try (SubmissionStore next = SubmissionStore.open(Crash.leaves(elsewhere))) {
                assertThat(ids(next)).containsExactly("2");
            }
        }
    }

    @Test
    void isNotDisturbedByAnInterruptOfItsUser() {
        Thread.currentThread().interrupt();

        store.change(tables -> tables.requests().put("1", new byte[] {1}));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(ids(store)).containsExactly("1");
    }

    @Test
    void isForItsOwnerOnly() throws IOException {
        assertThat(Files.getPosixFilePermissions(directory)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.getPosixFilePermissions(directory.resolve("submissions.mv")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void refusesASecondUser() {
        assertThatThrownBy(() -> SubmissionStore.open(directory)).isInstanceOf(IOException.class);
    }

    @Test
    void refusesWorkWhenItIsClosed() {
        store.close();
        assertThatThrownBy(() -> store.change(tables -> {})).isInstanceOf(StoreFailure.class);
    }

    @Test
    void takesChangesOfManyThreads() throws Exception {
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(thread -> new Thread(() -> IntStream.range(0, 50)
                        .forEach(i -> store.change(tables -> tables.requests().put(thread + "-" + i, new byte[] {1})))))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(ids(store)).hasSize(400);
    }

    private static List<String> ids(SubmissionStore from) {
        Set<String> ids = from.read(tables -> Set.copyOf(tables.requests().keySet()));
        return new ArrayList<>(ids).stream().sorted().toList();
    }
}
