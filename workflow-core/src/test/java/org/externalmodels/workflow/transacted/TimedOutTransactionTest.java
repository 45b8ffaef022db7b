package org.externalmodels.workflow.transacted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.resource.spi.ManagedConnection;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionManager;
import java.nio.file.Path;
import org.externalmodels.connector.AdministeredModelDirectory;
import org.externalmodels.connector.InferenceResourceAdapter;
import org.externalmodels.connector.SubmissionManagedConnectionFactory;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Submission;
import org.externalmodels.inference.SubmissionConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** WildFly's transaction manager rolls back what takes too long on a thread of its own, while the application works on. */
class TimedOutTransactionTest {

    private final ContainerThreads threads = new ContainerThreads();
    private final InferenceResourceAdapter adapter = new InferenceResourceAdapter();
    private final AdministeredModelDirectory directory = new AdministeredModelDirectory();
    private TransactionManager transactions;
    private ManagedConnection managed;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        transactions = Transactions.loggingIn(folder.resolve("log"));
        adapter.setJournalDirectory(folder.resolve("journal").toString());
        adapter.start(threads);
        directory.setResourceAdapter(adapter);
        SubmissionManagedConnectionFactory factory = new SubmissionManagedConnectionFactory();
        factory.setResourceAdapter(adapter);
        managed = factory.createManagedConnection(null, null);
    }

    @AfterEach
    void stop() {
        adapter.stop();
        threads.close();
    }

    @Test
    void sendsNothingOfATransactionThatTookTooLong() throws Exception {
        transactions.setTransactionTimeout(1);
        transactions.begin();
        transactions.getTransaction().enlistResource(managed.getXAResource());
        SubmissionConnection connection = (SubmissionConnection) managed.getConnection(null, null);
        connection.submit(submission("in time"));
        await().pollInSameThread().until(() -> transactions.getStatus() == Status.STATUS_ROLLEDBACK);

        assertThatThrownBy(() -> connection.submit(submission("too late"))).isInstanceOf(IllegalStateException.class);

        transactions.rollback();
        assertThat(directory.submissions().list(null, 10)).isEmpty();
        transactions.setTransactionTimeout(0);
        connection.submit(submission("alone"));
        assertThat(directory.submissions().list(null, 10)).hasSize(1);
    }

    private static Submission submission(String correlationId) {
        return Submission.to("claims")
                .correlationId(correlationId)
                .model("gpt")
                .request(InferenceRequest.prompt("x"))
                .build();
    }
}
