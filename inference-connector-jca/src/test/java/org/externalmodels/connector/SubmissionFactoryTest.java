package org.externalmodels.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.IllegalStateException;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.LocalTransactionException;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import java.nio.file.Path;
import java.util.Set;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.externalmodels.connector.submission.SubmissionXAResource;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Submission;
import org.externalmodels.inference.SubmissionConnection;
import org.externalmodels.inference.SubmissionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Submitting and listening as a container sees them, without one. */
class SubmissionFactoryTest {

    private final InferenceResourceAdapter adapter = new InferenceResourceAdapter();
    private final SubmissionManagedConnectionFactory factory = new SubmissionManagedConnectionFactory();
    private final ThreadsOfAContainer container = new ThreadsOfAContainer();
    private final RecordingListener listener = new RecordingListener();
    private final AdministeredModelDirectory directory = new AdministeredModelDirectory();
    private EchoProvider provider;
    private ManagedConnection managed;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        provider = new EchoProvider();
        adapter.setJournalDirectory(folder.resolve("journal").toString());
        adapter.setEgressAllow("127.0.0.1");
        adapter.start(container);
        directory.setResourceAdapter(adapter);
        directory.publish(provider.snapshot());
        factory.setResourceAdapter(adapter);
        managed = factory.createManagedConnection(null, null);
        managed.addConnectionEventListener(listener);
    }

    @AfterEach
    void stop() throws Exception {
        adapter.stop();
        container.close();
        provider.close();
    }

    @Test
    void deliversToABeanThatTakesPartInNoTransaction() throws Exception {
        RecordingBeans beans = activate(false, "claims");

        submit("claims");

        await().until(() -> beans.events.contains("release"));
        assertThat(beans.events).containsExactly("create", "before onResult", "result", "after", "release");
        assertThat(beans.results.get(0).orThrow().text()).isEqualTo("hello");
        assertThat(beans.results.get(0).orThrow().connectionName()).isEqualTo("spare");
    }

    @Test
    void deliversToABeanWithinItsTransaction() throws Exception {
        RecordingBeans beans = activate(true, "claims");

        submit("claims");

        await().until(() -> beans.events.contains("release"));
        assertThat(beans.events).containsExactly("create transacted", "before onResult", "result", "after", "release");
        submit("claims");
        await().until(() -> beans.results.size() == 2);
    }

    @Test
    void showsWhatABeanDoesNotTakeAsDeadLetter() throws Exception {
        RecordingBeans beans = activate(true, "claims");
        beans.failing = true;

        String id = submit("claims");

        await().until(() -> directory.deadLetters().find(id).isPresent());
        assertThat(beans.results).hasSize(2);
        assertThat(directory.deadLetters().find(id).orElseThrow().reason()).contains("IllegalArgumentException: no");
    }

    @Test
    void deliversNothingToABeanThatIsDeactivated() throws Exception {
        RecordingBeans beans = new RecordingBeans(true);
        InferenceActivationSpec activation = activation("claims");
        adapter.endpointActivation(beans, activation);
        adapter.endpointDeactivation(beans, activation);

        submit("claims");
        RecordingBeans next = activate(true, "claims");

        await().until(() -> next.results.size() == 1);
        assertThat(beans.events).isEmpty();
    }

    @Test
    void deliversTheFailureOfAnUnknownModel() throws Exception {
        RecordingBeans beans = activate(true, "claims");

        try (SubmissionConnection connection = connection()) {
            connection.submit(Submission.to("claims")
                    .correlationId("1")
                    .model("nobody")
                    .request(InferenceRequest.prompt("hello"))
                    .build());
        }

        await().until(() -> beans.results.size() == 1);
        assertThat(beans.results.get(0).failure().orElseThrow().code()).isEqualTo(FailureCode.MODEL_NOT_FOUND);
    }

    @Test
    void enlistsItsConnections() throws Exception {
        RecordingBeans beans = activate(true, "claims");
        XAResource resource = managed.getXAResource();
        Xid branch = SubmissionXAResource.ownBranch();
        resource.start(branch, XAResource.TMNOFLAGS);
        SubmissionConnection handle = (SubmissionConnection) managed.getConnection(null, null);
        handle.submit(submission("claims", "rolled back"));
        handle.close();
        resource.end(branch, XAResource.TMSUCCESS);
        resource.rollback(branch);

        submit("claims");

        await().until(() -> beans.results.size() == 1);
        assertThat(beans.results.get(0).correlationId()).isEqualTo("claim-1");
        assertThat(managed.getXAResource()).isSameAs(resource);
        assertThat(adapter.getXAResources(null)[0].isSameRM(resource)).isTrue();
    }

    @Test
    void hasLocalTransactions() throws Exception {
        RecordingBeans beans = activate(true, "claims");
        SubmissionConnection handle = (SubmissionConnection) managed.getConnection(null, null);
        // Containers ask for it anew for each step.
        managed.getLocalTransaction().begin();
        assertThatThrownBy(() -> managed.getLocalTransaction().begin()).isInstanceOf(LocalTransactionException.class);
        handle.submit(submission("claims", "rolled back"));
        managed.getLocalTransaction().rollback();
        assertThatThrownBy(() -> managed.getLocalTransaction().commit()).isInstanceOf(LocalTransactionException.class);
        managed.getLocalTransaction().begin();
        handle.submit(submission("claims", "committed"));
        assertThat(beans.results).isEmpty();
        managed.getLocalTransaction().commit();

        await().until(() -> beans.results.size() == 1);
        assertThat(beans.results.get(0).correlationId()).isEqualTo("committed");
    }

    @Test
    void saysWhatTransactionsItTakesPartIn() {
        assertThat(factory.getTransactionSupport()).isEqualTo(TransactionSupportLevel.XATransaction);
        assertThat(new ModelManagedConnectionFactory().getTransactionSupport())
                .isEqualTo(TransactionSupportLevel.NoTransaction);
        assertThat(new CciManagedConnectionFactory().getTransactionSupport())
                .isEqualTo(TransactionSupportLevel.NoTransaction);
    }

    @Test
    void tellsThePoolThatAHandleIsClosedAndRefusesItsUse() throws Exception {
        SubmissionConnection handle = (SubmissionConnection) managed.getConnection(null, null);
        handle.close();
        handle.close();
        assertThat(listener.events).singleElement().satisfies(event -> {
            assertThat(event.getId()).isEqualTo(ConnectionEvent.CONNECTION_CLOSED);
            assertThat(event.getConnectionHandle()).isSameAs(handle);
        });
        assertThatThrownBy(() -> handle.submit(submission("claims", "1")))
                .isInstanceOf(java.lang.IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void takesOnlyItsOwnHandles() throws Exception {
        ManagedConnection other = factory.createManagedConnection(null, null);
        Object handle = managed.getConnection(null, null);
        other.associateConnection(handle);
        ModelManagedConnectionFactory models = new ModelManagedConnectionFactory();
        models.setResourceAdapter(adapter);
        ConnectionClaim claim = new ConnectionClaim("echo", null, null);
        ManagedConnection model = models.createManagedConnection(null, claim);
        assertThatThrownBy(() -> model.associateConnection(handle)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> managed.associateConnection(model.getConnection(null, claim)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void matchesConnectionsOfItsOwn() throws Exception {
        assertThat(factory.matchManagedConnections(Set.of(managed), null, null)).isSameAs(managed);
        managed.destroy();
        assertThat(factory.matchManagedConnections(Set.of(managed), null, null)).isNull();
        assertThat(factory.getInvalidConnections(Set.of(managed)).contains(managed))
                .isTrue();
        assertThatThrownBy(() -> factory.createManagedConnection(null, new StrangeInfo()))
                .isInstanceOf(InvalidPropertyException.class);
    }

    @Test
    void refusesToSubmitWhenTheAdapterIsStopped() throws Exception {
        adapter.stop();
        assertThatThrownBy(this::connection).isInstanceOf(java.lang.IllegalStateException.class);
        assertThatCode(adapter::stop).doesNotThrowAnyException();
    }

    private String submit(String destination) throws Exception {
        try (SubmissionConnection connection = connection()) {
            return connection.submit(submission(destination, "claim-1"));
        }
    }

    private SubmissionConnection connection() {
        return ((SubmissionFactory) factory.createConnectionFactory()).getConnection();
    }

    private static Submission submission(String destination, String correlationId) {
        return Submission.to(destination)
                .correlationId(correlationId)
                .model("echo")
                .connection("spare")
                .request(InferenceRequest.prompt("hello"))
                .build();
    }

    private RecordingBeans activate(boolean transacted, String destination) throws Exception {
        RecordingBeans beans = new RecordingBeans(transacted);
        adapter.endpointActivation(beans, activation(destination));
        return beans;
    }

    private InferenceActivationSpec activation(String destination) throws Exception {
        InferenceActivationSpec activation = new InferenceActivationSpec();
        activation.setResourceAdapter(adapter);
        activation.setDestinationName(destination);
        activation.setRedeliveryLimit(1);
        activation.setRedeliveryDelayMillis(1);
        return activation;
    }

    private record StrangeInfo() implements jakarta.resource.spi.ConnectionRequestInfo {}
}
