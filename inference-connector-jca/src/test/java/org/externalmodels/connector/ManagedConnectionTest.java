package org.externalmodels.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.NotSupportedException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.IllegalStateException;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionMetaData;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.ModelConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedConnectionTest {

    private static final ConnectionClaim CLAIM = new ConnectionClaim("echo", "main", null);
    private static final InferenceRequest HELLO = InferenceRequest.prompt("hello");

    private final ModelManagedConnectionFactory factory = new ModelManagedConnectionFactory();
    private final RecordingListener listener = new RecordingListener();
    private StandaloneAdapter adapter;
    private ManagedConnection managed;

    @BeforeEach
    void create(@TempDir Path folder) throws Exception {
        adapter = AdapterInATest.start(folder);
        adapter.models(factory);
        managed = factory.createManagedConnection(null, CLAIM);
        managed.addConnectionEventListener(listener);
    }

    @AfterEach
    void close() throws Exception {
        adapter.close();
    }

    @Test
    void tellsListenersWhichHandleWasClosed() throws Exception {
        ModelConnection first = handle(managed);
        ModelConnection second = handle(managed);
        second.close();
        assertThat(listener.events).singleElement().satisfies(event -> {
            assertThat(event.getId()).isEqualTo(ConnectionEvent.CONNECTION_CLOSED);
            assertThat(event.getConnectionHandle()).isSameAs(second);
            assertThat(event.getSource()).isSameAs(managed);
        });
        first.close();
        assertThat(listener.events)
                .last()
                .satisfies(event -> assertThat(event.getConnectionHandle()).isSameAs(first));
    }

    @Test
    void tellsListenersOnceOfAHandleThatIsClosedTwice() throws Exception {
        ModelConnection handle = handle(managed);
        handle.close();
        handle.close();
        assertThat(listener.events).hasSize(1);
    }

    @Test
    void tellsAListenerNothingAfterItIsRemoved() throws Exception {
        managed.removeConnectionEventListener(listener);
        handle(managed).close();
        assertThat(listener.events).isEmpty();
    }

    @Test
    void letsAListenerRemoveItselfWhileItHears() throws Exception {
        RecordingListener later = new RecordingListener();
        RemovesItself once = new RemovesItself(managed);
        managed.addConnectionEventListener(once);
        managed.addConnectionEventListener(later);
        handle(managed).close();
        handle(managed).close();
        assertThat(once.heard).isEqualTo(1);
        assertThat(later.events).hasSize(2);
    }

    @Test
    void refusesEveryUseOfAClosedHandle() throws Exception {
        ModelConnection handle = handle(managed);
        handle.close();
        assertClosed(handle);
    }

    @Test
    void closesEveryHandleInCleanupAndTellsNobody() throws Exception {
        ModelConnection first = handle(managed);
        ModelConnection second = handle(managed);
        managed.cleanup();
        managed.cleanup();
        assertClosed(first);
        assertClosed(second);
        first.close();
        assertThat(listener.events).isEmpty();
    }

    @Test
    void servesANewUserAfterCleanup() throws Exception {
        ModelConnection old = handle(managed);
        managed.cleanup();
        ModelConnection fresh = handle(managed);
        old.close();
        assertThat(listener.events).isEmpty();
        fresh.close();
        assertThat(listener.events).hasSize(1);
    }

    @Test
    void closesItsHandlesWhenDestroyedAndCanBeDestroyedAgain() throws Exception {
        ModelConnection handle = handle(managed);
        managed.destroy();
        assertThatCode(managed::destroy).doesNotThrowAnyException();
        assertClosed(handle);
        assertThatThrownBy(() -> managed.getConnection(null, CLAIM)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(managed::getMetaData).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void takesOverAHandleThatThenLeavesItsOldManagedConnection() throws Exception {
        ManagedConnection other = factory.createManagedConnection(null, CLAIM);
        RecordingListener otherListener = new RecordingListener();
        other.addConnectionEventListener(otherListener);
        ModelConnection handle = handle(managed);
        other.associateConnection(handle);
        managed.cleanup();
        handle.close();
        assertThat(listener.events).isEmpty();
        assertThat(otherListener.events).singleElement().satisfies(event -> {
            assertThat(event.getSource()).isSameAs(other);
            assertThat(event.getConnectionHandle()).isSameAs(handle);
        });
    }

    @Test
    void closesAHandleItTookOverInCleanup() throws Exception {
        ManagedConnection other = factory.createManagedConnection(null, CLAIM);
        ModelConnection handle = handle(managed);
        other.associateConnection(handle);
        other.cleanup();
        assertClosed(handle);
    }

    @Test
    void keepsAHandleThatIsAssociatedWithItAgain() throws Exception {
        ModelConnection handle = handle(managed);
        managed.associateConnection(handle);
        managed.cleanup();
        assertClosed(handle);
    }

    @Test
    void takesOverNeitherAClosedHandleNorAStranger() throws Exception {
        ModelConnection closed = handle(managed);
        closed.close();
        assertThatThrownBy(() -> managed.associateConnection(closed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> managed.associateConnection("a handle")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void givesNoHandleForOtherPropertiesThanItWasMadeFor() {
        assertThatThrownBy(() -> managed.getConnection(null, new ConnectionClaim("echo", "spare", null)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void takesPartInNoTransaction() {
        assertThatThrownBy(managed::getXAResource).isInstanceOf(NotSupportedException.class);
        assertThatThrownBy(managed::getLocalTransaction).isInstanceOf(NotSupportedException.class);
    }

    @Test
    void isEqualOnlyToItself() throws Exception {
        ManagedConnection twin = factory.createManagedConnection(null, CLAIM);
        assertThat(managed).isNotEqualTo(twin);
        assertThat(new HashSet<>(List.of(managed, twin))).hasSize(2).contains(managed);
    }

    @Test
    void describesItself() throws Exception {
        ManagedConnectionMetaData metaData = managed.getMetaData();
        assertThat(metaData.getEISProductName()).isEqualTo("External Models");
        assertThat(metaData.getEISProductVersion()).isNotBlank();
        assertThat(metaData.getMaxConnections()).isZero();
        assertThat(metaData.getUserName()).isNull();
    }

    private static ModelConnection handle(ManagedConnection from) throws Exception {
        return (ModelConnection) from.getConnection(null, CLAIM);
    }

    private static void assertClosed(ModelConnection handle) {
        assertThatThrownBy(() -> handle.infer(HELLO))
                .isInstanceOf(java.lang.IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> handle.inferAsync(HELLO)).isInstanceOf(java.lang.IllegalStateException.class);
        assertThatThrownBy(() -> handle.stream(HELLO)).isInstanceOf(java.lang.IllegalStateException.class);
        assertThatThrownBy(() -> handle.embed(EmbeddingRequest.of("hello")))
                .isInstanceOf(java.lang.IllegalStateException.class);
        assertThatThrownBy(() -> handle.embedAsync(EmbeddingRequest.of("hello")))
                .isInstanceOf(java.lang.IllegalStateException.class);
        assertThatThrownBy(handle::metaData).isInstanceOf(java.lang.IllegalStateException.class);
    }

    /** A listener that goes after the first event. */
    private static final class RemovesItself implements jakarta.resource.spi.ConnectionEventListener {
        private final ManagedConnection from;
        private int heard;

        RemovesItself(ManagedConnection from) {
            this.from = from;
        }

        @Override
        public void connectionClosed(ConnectionEvent event) {
            heard++;
            from.removeConnectionEventListener(this);
        }

        @Override
        public void connectionErrorOccurred(ConnectionEvent event) {}

        @Override
        public void localTransactionStarted(ConnectionEvent event) {}

        @Override
        public void localTransactionCommitted(ConnectionEvent event) {}

        @Override
        public void localTransactionRolledback(ConnectionEvent event) {}
    }
}
