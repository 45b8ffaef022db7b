package org.externalmodels.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.cci.Connection;
import jakarta.resource.cci.ConnectionFactory;
import jakarta.resource.cci.ConnectionMetaData;
import jakarta.resource.cci.ConnectionSpec;
import jakarta.resource.cci.IndexedRecord;
import jakarta.resource.cci.Interaction;
import jakarta.resource.cci.InteractionSpec;
import jakarta.resource.cci.MappedRecord;
import jakarta.resource.cci.Record;
import jakarta.resource.cci.ResourceAdapterMetaData;
import jakarta.resource.spi.IllegalStateException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.externalmodels.connector.cci.InferenceConnectionSpec;
import org.externalmodels.connector.cci.InferenceInteractionSpec;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CciTest {

    private EchoProvider provider;
    private StandaloneAdapter adapter;
    private ConnectionFactory models;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        provider = new EchoProvider();
        adapter = AdapterInATest.start(folder);
        adapter.directory().publish(provider.snapshot());
        models = adapter.cci();
    }

    @AfterEach
    void close() throws Exception {
        adapter.close();
        provider.close();
    }

    @Test
    void answersARecordThatNamesItsModel() throws Exception {
        Connection connection = models.getConnection();
        MappedRecord<?, ?> answer = (MappedRecord<?, ?>) connection
                .createInteraction()
                .execute(null, input(Map.of("model", "echo", "connection", "spare", "prompt", "hello you")));
        connection.close();
        assertThat(answer.get("text")).isEqualTo("hello you");
        assertThat(answer.get("inputTokens")).isEqualTo(2L);
        assertThat(answer.get("finishReason")).isEqualTo("STOP");
        assertThat(answer.get("model")).isEqualTo("echo");
        assertThat(answer.get("connection")).isEqualTo("spare");
        assertThat(answer.get("traceId")).isNotNull();
    }

    @Test
    void answersIntoARecordOfTheCaller() throws Exception {
        Interaction interaction = echo().createInteraction();
        MappedRecord<Object, Object> mapped = models.getRecordFactory().createMappedRecord("out");
        assertThat(interaction.execute(null, input(Map.of("prompt", "hello")), mapped))
                .isTrue();
        assertThat(mapped).containsEntry("text", "hello");
        IndexedRecord<Object> indexed = models.getRecordFactory().createIndexedRecord("out");
        assertThat(interaction.execute(null, input(Map.of("prompt", "hello")), indexed))
                .isTrue();
        assertThat(indexed).isEqualTo(List.of("hello"));
        assertThatThrownBy(() -> interaction.execute(null, input(Map.of("prompt", "hello")), null))
                .isInstanceOf(NotSupportedException.class);
    }

    @Test
    void answersAnIndexedRecord() throws Exception {
        IndexedRecord<Object> input = models.getRecordFactory().createIndexedRecord("in");
        input.addAll(List.of("hello", "be brief"));
        assertThat(text(echo(), input)).isEqualTo("hello");
        assertThat(provider.lastRequest().getJsonArray("messages")).hasSize(2);
    }

    @Test
    void answersChunksAsTheyComeWhereTheRecordAsksForAStream() throws Exception {
        Interaction interaction = echo().createInteraction();

        IndexedRecord<?> answer =
                (IndexedRecord<?>) interaction.execute(null, input(Map.of("prompt", "one two pause", "stream", true)));
        Iterator<?> chunks = answer.iterator();

        assertThat(chunks.next()).isEqualTo(Map.of("text", "one "));
        assertThat(answer).hasToString("answer[1 chunks so far]");
        provider.goOn();
        assertThat(chunks.next()).isEqualTo(Map.of("text", "two "));
        assertThat(chunks.next()).isEqualTo(Map.of("text", "pause"));
        Map<?, ?> last = (Map<?, ?>) chunks.next();
        assertThat(chunks.hasNext()).isFalse();
        assertThat(last.get("finishReason")).isEqualTo("STOP");
        assertThat(last.get("outputTokens")).isNotNull();
        assertThat(last.get("traceId")).isNotNull();
        assertThat(last.containsKey("text")).isFalse();
        assertThat(answer).hasSize(4);
    }

    @Test
    void answersChunksWhereTheInteractionSpecAsksForThemAndTheRecordDoesNotRefuse() throws Exception {
        InferenceInteractionSpec spec = new InferenceInteractionSpec();
        spec.setStreaming(true);
        Interaction interaction = echo().createInteraction();

        assertThat((IndexedRecord<?>) interaction.execute(spec, input(Map.of("prompt", "one two"))))
                .hasSize(3);
        assertThat(interaction.execute(spec, input(Map.of("prompt", "one two", "stream", false))))
                .isInstanceOf(MappedRecord.class);
    }

    @Test
    void putsAllChunksIntoAnIndexedRecordAndTheWholeAnswerIntoAMappedOne() throws Exception {
        Interaction interaction = echo().createInteraction();
        IndexedRecord<Object> indexed = models.getRecordFactory().createIndexedRecord("out");
        interaction.execute(null, input(Map.of("prompt", "one two", "stream", true)), indexed);
        assertThat(indexed.subList(0, 2)).isEqualTo(List.of(Map.of("text", "one "), Map.of("text", "two")));
        MappedRecord<Object, Object> mapped = models.getRecordFactory().createMappedRecord("out");
        interaction.execute(null, input(Map.of("prompt", "one two", "stream", true)), mapped);
        assertThat(mapped).containsEntry("text", "one two");
    }

    @Test
    void failsAtOnceWhereAStreamHasNoBeginAndAtItsChunkWhereItBreaksOff() throws Exception {
        assertCode(FailureCode.PROVIDER_ERROR, echo(), Map.of("prompt", EchoProvider.FAIL, "stream", true));
        assertCode(FailureCode.INVALID_REQUEST, echo(), Map.of("inputs", "x", "stream", true));
        Interaction interaction = echo().createInteraction();
        Map<?, ?> broken = Map.of("prompt", "one two break", "stream", true);
        Iterator<?> chunks = ((IndexedRecord<?>) interaction.execute(null, input(broken))).iterator();

        assertThat(chunks.next()).isEqualTo(Map.of("text", "one "));
        assertThatThrownBy(chunks::next)
                .isInstanceOfSatisfying(
                        InferenceException.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.STREAM_INTERRUPTED));
        IndexedRecord<Object> output = models.getRecordFactory().createIndexedRecord("out");
        assertThatThrownBy(() -> interaction.execute(null, input(broken), output))
                .isInstanceOfSatisfying(
                        ResourceException.class,
                        failure -> assertThat(failure.getErrorCode()).isEqualTo("STREAM_INTERRUPTED"));
    }

    @Test
    void endsAStreamThatIsNotReadToItsEndWhenTheInteractionIsClosed() throws Exception {
        Interaction interaction = echo().createInteraction();
        Iterator<?> chunks = ((IndexedRecord<?>)
                        interaction.execute(null, input(Map.of("prompt", "one two pause", "stream", true))))
                .iterator();
        chunks.next();

        interaction.close();

        assertThatThrownBy(chunks::next)
                .isInstanceOfSatisfying(
                        InferenceException.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.CANCELLED));
    }

    @Test
    void keepsChunksAsARecordOfItsOwn() throws Exception {
        Record answer = echo().createInteraction().execute(null, input(Map.of("prompt", "one two", "stream", true)));
        answer.setRecordName("kept");

        Record copy = (Record) answer.clone();

        assertThat(copy).isEqualTo(answer).isNotSameAs(answer);
        assertThat(copy.getRecordName()).isEqualTo("kept");
        assertThat(SerializationTest.copy(answer)).isEqualTo(answer);
    }

    @Test
    void takesAnyInteractionSpec() throws Exception {
        InteractionSpec foreign = new InteractionSpec() {};
        assertThat(((MappedRecord<?, ?>) echo().createInteraction().execute(foreign, input(Map.of("prompt", "hello"))))
                        .get("text"))
                .isEqualTo("hello");
    }

    @Test
    void prefersTheRecordToTheConnectionSpecAndThatToTheFactory() throws Exception {
        CciManagedConnectionFactory bound = new CciManagedConnectionFactory();
        bound.setModel("nobody");
        bound.setConnection("nothing");
        ConnectionFactory factory = adapter.cci(bound);
        Connection bySpec = factory.getConnection(new InferenceConnectionSpec("echo", "spare"));
        assertThat(used(bySpec, Map.of("prompt", "x"))).isEqualTo("spare");
        assertThat(used(bySpec, Map.of("prompt", "x", "connection", "main"))).isEqualTo("main");
        Connection byFactory = factory.getConnection();
        assertThat(used(byFactory, Map.of("prompt", "x", "model", "echo"))).isIn("main", "spare");
        assertCode(FailureCode.MODEL_NOT_FOUND, byFactory, Map.of("prompt", "x"));
        assertCode(FailureCode.MODEL_NOT_FOUND, bySpec, Map.of("prompt", "x", "model", "nobody"));
    }

    @Test
    void takesAnEmptyConnectionSpecForNone() throws Exception {
        CciManagedConnectionFactory bound = new CciManagedConnectionFactory();
        bound.setModel("echo");
        bound.setConnection("spare");
        ConnectionFactory factory = adapter.cci(bound);
        assertThat(used(factory.getConnection(new InferenceConnectionSpec()), Map.of("prompt", "x")))
                .isEqualTo("spare");
        assertThat(used(factory.getConnection(null), Map.of("prompt", "x"))).isEqualTo("spare");
    }

    @Test
    void refusesAConnectionSpecOfAnotherAdapter() {
        ConnectionSpec foreign = new ConnectionSpec() {};
        assertThatThrownBy(() -> models.getConnection(foreign)).isInstanceOf(NotSupportedException.class);
    }

    @Test
    void failsWithTheCodeAndTheFailureAsCause() throws Exception {
        assertCode(FailureCode.PROVIDER_ERROR, echo(), Map.of("prompt", EchoProvider.FAIL));
        assertCode(FailureCode.INVALID_REQUEST, echo(), Map.of("promt", "x"));
        assertCode(FailureCode.INVALID_REQUEST, models.getConnection(), Map.of("prompt", "x"));
        assertCode(FailureCode.CONNECTION_NOT_FOUND, echo(), Map.of("prompt", "x", "connection", "nothing"));
    }

    @Test
    void endsACallAtTheExecutionTimeout() throws Exception {
        InferenceInteractionSpec spec = new InferenceInteractionSpec();
        spec.setExecutionTimeout(200);
        Interaction interaction = echo().createInteraction();
        assertThatThrownBy(() -> interaction.execute(spec, input(Map.of("prompt", EchoProvider.SILENCE))))
                .isInstanceOfSatisfying(
                        ResourceException.class,
                        failure -> assertThat(failure.getErrorCode()).isEqualTo("TIMEOUT"));
    }

    @Test
    void refusesAVerbThatDoesNotReceive() throws Exception {
        InferenceInteractionSpec spec = new InferenceInteractionSpec();
        spec.setInteractionVerb(InteractionSpec.SYNC_SEND);
        Interaction interaction = echo().createInteraction();
        assertThatThrownBy(() -> interaction.execute(spec, input(Map.of("prompt", "x"))))
                .isInstanceOf(NotSupportedException.class);
    }

    @Test
    void refusesEveryUseOfWhatIsClosed() throws Exception {
        Connection connection = echo();
        Interaction interaction = connection.createInteraction();
        interaction.close();
        interaction.close();
        assertThatThrownBy(() -> interaction.execute(null, input(Map.of("prompt", "x"))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(interaction::getWarnings).isInstanceOf(IllegalStateException.class);
        Interaction open = connection.createInteraction();
        connection.close();
        connection.close();
        assertThatThrownBy(() -> open.execute(null, input(Map.of("prompt", "x"))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(connection::createInteraction).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(connection::getMetaData).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void hasNeitherTransactionsNorResultSets() throws Exception {
        Connection connection = echo();
        assertThatThrownBy(connection::getLocalTransaction).isInstanceOf(NotSupportedException.class);
        assertThatThrownBy(connection::getResultSetInfo).isInstanceOf(NotSupportedException.class);
    }

    @Test
    void warnsOfAnAnswerThatWasCutUntilTheWarningsAreCleared() throws Exception {
        Interaction interaction = echo().createInteraction();
        interaction.execute(null, input(Map.of("prompt", EchoProvider.LONG)));

        assertThat(interaction.getWarnings().getErrorCode()).isEqualTo("LENGTH");
        interaction.clearWarnings();
        assertThat(interaction.getWarnings()).isNull();
    }

    @Test
    void warnsOfAStreamedAnswerThatWasCutOnceItIsRead() throws Exception {
        Interaction interaction = echo().createInteraction();
        IndexedRecord<?> answer = (IndexedRecord<?>)
                interaction.execute(null, input(Map.of("prompt", EchoProvider.LONG, "stream", true)));

        assertThat(interaction.getWarnings()).isNull();
        assertThat(answer).hasSize(2);
        assertThat(interaction.getWarnings().getErrorCode()).isEqualTo("LENGTH");
    }

    @Test
    void hasNoWarningsAfterAPlainAnswer() throws Exception {
        Interaction interaction = echo().createInteraction();
        interaction.execute(null, input(Map.of("prompt", "x")));
        assertThat(interaction.getWarnings()).isNull();
        interaction.clearWarnings();
        assertThat(interaction.getConnection()).isNotNull();
    }

    @Test
    void describesAdapterAndConnection() throws Exception {
        ResourceAdapterMetaData adapterMetaData = models.getMetaData();
        assertThat(adapterMetaData.getAdapterName()).isEqualTo("External Models");
        assertThat(adapterMetaData.getSpecVersion()).isEqualTo("2.1");
        assertThat(adapterMetaData.supportsExecuteWithInputAndOutputRecord()).isTrue();
        assertThat(adapterMetaData.supportsExecuteWithInputRecordOnly()).isTrue();
        assertThat(adapterMetaData.supportsLocalTransactionDemarcation()).isFalse();
        assertThat(adapterMetaData.getInteractionSpecsSupported())
                .containsExactly(InferenceInteractionSpec.class.getName());
        assertThat(adapterMetaData.getAdapterVersion()).isEqualTo("0.1.0");
        assertThat(adapterMetaData.getAdapterVendorName()).isEqualTo("External Models");
        assertThat(adapterMetaData.getAdapterShortDescription()).isNotBlank();
        ConnectionMetaData connectionMetaData = echo().getMetaData();
        assertThat(connectionMetaData.getEISProductName()).isEqualTo("External Models");
        assertThat(connectionMetaData.getEISProductVersion()).isEqualTo("0.1.0");
        assertThat(connectionMetaData.getUserName()).isNull();
    }

    private Connection echo() throws ResourceException {
        return models.getConnection(new InferenceConnectionSpec("echo", null));
    }

    private MappedRecord<Object, Object> input(Map<?, ?> entries) throws ResourceException {
        MappedRecord<Object, Object> record = models.getRecordFactory().createMappedRecord("in");
        record.putAll(entries);
        return record;
    }

    private static Object text(Connection connection, IndexedRecord<Object> input) throws ResourceException {
        return ((MappedRecord<?, ?>) connection.createInteraction().execute(null, input)).get("text");
    }

    private Object used(Connection connection, Map<?, ?> entries) throws ResourceException {
        return ((MappedRecord<?, ?>) connection.createInteraction().execute(null, input(entries))).get("connection");
    }

    private void assertCode(FailureCode code, Connection connection, Map<?, ?> entries) throws ResourceException {
        Interaction interaction = connection.createInteraction();
        MappedRecord<Object, Object> input = input(entries);
        assertThatThrownBy(() -> interaction.execute(null, input))
                .isInstanceOfSatisfying(ResourceException.class, failure -> {
                    assertThat(failure.getErrorCode()).isEqualTo(code.name());
                    assertThat(failure)
                            .hasCauseInstanceOf(InferenceException.class)
                            .hasMessageContaining(failure.getCause().getMessage());
                });
    }
}
