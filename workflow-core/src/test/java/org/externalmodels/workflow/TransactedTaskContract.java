package org.externalmodels.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResult;
import org.externalmodels.inference.Submission;
import org.externalmodels.inference.SubmissionConnection;
import org.externalmodels.inference.SubmissionFactory;
import org.externalmodels.sandbox.SandboxServer;
import org.externalmodels.workflow.transacted.TransactedAdapter;
import org.externalmodels.workflow.transacted.Transactions;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the task does on every engine with the adapter's own submissions: database and submissions are two resources of the
 * engine's transactions.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class TransactedTaskContract {

    /** The database of the engine, in memory. */
    protected static final String DATABASE = "jdbc:h2:mem:transacted;DB_CLOSE_DELAY=-1";

    private static final Map<String, Object> HAIL = Map.of("claim", "hail");
    private static final Map<String, Object> STORM = Map.of("claim", "storm");

    private final List<InferenceResult> heard = new CopyOnWriteArrayList<>();
    private final List<RecordingSubmissions.Sent> asked = new CopyOnWriteArrayList<>();

    private SandboxServer sandbox;
    private TransactionManager transactions;
    private TransactedAdapter adapter;
    private AgroalDataSource database;
    private WorkflowEngine engine;

    /** Makes the engine, whose transactions are those of a server. */
    protected abstract WorkflowEngine engine(TransactionManager transactions, AgroalDataSource database)
            throws Exception;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        sandbox = SandboxServer.start();
        transactions = Transactions.loggingIn(folder.resolve("transactions"));
        adapter = new TransactedAdapter(folder.resolve("adapter"), transactions);
        adapter.directory().publish(SandboxedModels.snapshot(sandbox.port(), 1, List.of()));
        database = Transactions.database(JdbcDataSource.class.getName(), DATABASE, "sa", 10);
        engine = engine(transactions, database);
        adapter.listen("claims", result -> {
            heard.add(result);
            Arrival unused = engine.take(result);
        });
    }

    @AfterAll
    void stop() {
        engine.close();
        adapter.close();
        database.close();
        sandbox.close();
    }

    @BeforeEach
    void give() {
        SubmissionFactory noted = () -> noting(adapter.submissions().getConnection());
        engine.give("externalModels", adapter.models());
        engine.give("externalModelSubmissions", noted);
    }

    private SubmissionConnection noting(SubmissionConnection connection) {
        return new SubmissionConnection() {
            @Override
            public String submit(Submission submission) {
                String id = connection.submit(submission);
                asked.add(new RecordingSubmissions.Sent(id, submission));
                return id;
            }

            @Override
            public void close() {
                connection.close();
            }
        };
    }

    @AfterEach
    void clear() {
        heard.clear();
        asked.clear();
        engine.clear();
    }

    @Test
    void goesOnWithTheResultWhenItsTransactionCommits() throws Exception {
        engine.deploy(submitted().bpmn());

        transactions.begin();
        String instance = engine.start(HAIL);
        assertThat(adapter.directory().submissions().list(null, 10)).isEmpty();
        transactions.commit();

        await().until(() -> engine.hasEnded(instance));
        assertThat(engine.variable(instance, "answer")).isEqualTo("echo: Extract from hail now");
        assertThat(callsFor(instance)).isEqualTo(1);
    }

    @Test
    void waitsForAResultThatIsFasterThanItsTransaction() throws Exception {
        engine.deploy(submitted().bpmn());

        transactions.begin();
        String instance = engine.start(HAIL);
        Transaction working = transactions.suspend();
        assertThatThrownBy(() -> engine.take(asked.get(0).answered("too early")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("knows no task");
        transactions.resume(working);
        transactions.commit();

        await().until(() -> engine.hasEnded(instance));
        assertThat(engine.variable(instance, "answer")).isEqualTo("echo: Extract from hail now");
    }

    @Test
    void isNeverSentWhenItsTransactionRollsBack() throws Exception {
        engine.deploy(submitted().bpmn());

        transactions.begin();
        String rolledBack = engine.start(HAIL);
        transactions.rollback();
        String next = engine.start(STORM);

        await().until(() -> engine.hasEnded(next));
        assertThat(callsFor(rolledBack)).isZero();
        assertThat(heard)
                .extracting(InferenceResult::correlationId)
                .isNotEmpty()
                .allMatch(id -> id.contains(next));
        assertThat(adapter.directory().submissions().list(null, 10)).isEmpty();
        // What never ran has ended as well.
        assertThat(engine.hasEnded(rolledBack)).isTrue();
    }

    @Test
    void isNeverSentWhenTheProcessFailsAfterIt() {
        engine.deploy(submitted()
                .then("""
                        <sequenceFlow id="toEnd" sourceRef="extract" targetRef="end"/>
                        <endEvent id="end"/>
                        <sequenceFlow id="toBreak" sourceRef="start" targetRef="break"/>
                        %s
                        """.formatted(engine.notation().evaluating("break", "${claim.equals('hail') ? nothing : claim}")))
                .bpmn());

        assertThatThrownBy(() -> engine.start(HAIL)).hasMessageContaining("nothing");
        assertThat(asked).as("submitted before the process failed").hasSize(1);
        String next = engine.start(STORM);

        await().until(() -> engine.hasEnded(next));
        assertThat(heard)
                .extracting(InferenceResult::correlationId)
                .isNotEmpty()
                .allMatch(id -> id.contains(next));
        assertThat(adapter.directory().submissions().list(null, 10)).isEmpty();
        assertThat(callsFor(next)).isEqualTo(1);
    }

    private long callsFor(String instance) {
        return adapter.directory().journal().read(0, 100).stream()
                .filter(entry -> instance.equals(entry.record().tags().get(InferenceRequest.WORKFLOW_INSTANCE)))
                .count();
    }

    private Claim submitted() {
        return Claim.complete(engine.notation()).with("destination", "claims");
    }
}
