package org.externalmodels.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneConnectionManagerTest {

    private static final ConnectionClaim MAIN = new ConnectionClaim("echo", "main", null);

    private final ModelManagedConnectionFactory factory = new ModelManagedConnectionFactory();
    private final StandaloneConnectionManager manager = new StandaloneConnectionManager();
    private final Set<InferenceManagedConnection> held = ConcurrentHashMap.newKeySet();
    private StandaloneAdapter adapter;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        adapter = AdapterInATest.start(folder);
        adapter.models(factory);
    }

    @AfterEach
    void close() throws Exception {
        adapter.close();
    }

    @Test
    void takesAConnectionBackWhenItsHandleIsClosed() throws Exception {
        ModelConnectionHandle first = allocate(MAIN);
        InferenceManagedConnection managed = first.managed();
        first.close();
        assertThat(allocate(MAIN).managed()).isSameAs(managed);
    }

    @Test
    void givesNoConnectionToTwoAtOnce() throws Exception {
        assertThat(allocate(MAIN).managed()).isNotSameAs(allocate(MAIN).managed());
    }

    @Test
    void givesNoConnectionForOtherProperties() throws Exception {
        ModelConnectionHandle main = allocate(MAIN);
        InferenceManagedConnection managed = main.managed();
        main.close();
        assertThat(allocate(new ConnectionClaim("echo", "spare", null)).managed())
                .isNotSameAs(managed);
    }

    @Test
    void destroysWhatIsIdleWhenCleared() throws Exception {
        ModelConnectionHandle handle = allocate(MAIN);
        InferenceManagedConnection managed = handle.managed();
        handle.close();
        manager.clear();
        assertThat(managed.isValid()).isFalse();
        assertThatThrownBy(() -> managed.getConnection(null, MAIN))
                .isInstanceOf(jakarta.resource.spi.IllegalStateException.class);
    }

    @Test
    void servesManyThreadsAtOnceAndNeverTheSameConnectionTwice() throws Exception {
        int threads = 8;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Integer>> users = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                ConnectionClaim claim = new ConnectionClaim("echo", i % 2 == 0 ? "main" : "spare", null);
                users.add(() -> takeAndGiveBack(claim, 2_000));
            }
            for (Future<Integer> user : pool.invokeAll(users)) {
                assertThat(user.get()).isEqualTo(2_000);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** Counts how often the connection was held by nobody else. */
    private int takeAndGiveBack(ConnectionClaim claim, int times) throws Exception {
        int alone = 0;
        for (int i = 0; i < times; i++) {
            ModelConnectionHandle handle = allocate(claim);
            InferenceManagedConnection managed = handle.managed();
            if (managed.claim().equals(claim) && held.add(managed)) {
                alone++;
            }
            held.remove(managed);
            handle.close();
        }
        return alone;
    }

    private ModelConnectionHandle allocate(ConnectionClaim claim) throws Exception {
        return (ModelConnectionHandle) manager.allocateConnection(factory, claim);
    }
}
