package org.externalmodels.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.spi.ManagedConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.ModelConnectionFactory;
import org.externalmodels.inference.spi.UsageJournal;
import org.externalmodels.inference.spi.UsageRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelConnectionHandleTest {

    private EchoProvider provider;
    private StandaloneAdapter adapter;
    private ModelConnectionFactory models;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        provider = new EchoProvider();
        adapter = AdapterInATest.start(folder);
        adapter.directory().publish(provider.snapshot());
        models = adapter.models();
    }

    @AfterEach
    void close() throws Exception {
        adapter.close();
        provider.close();
    }

    @Test
    void callsTheModelAndConnectionItWasTakenFor() {
        try (ModelConnection echo = models.getConnection("echo", "spare")) {
            InferenceResponse response = echo.infer(InferenceRequest.prompt("hello you"));
            assertThat(response.text()).isEqualTo("hello you");
            assertThat(response.modelName()).isEqualTo("echo");
            assertThat(response.connectionName()).isEqualTo("spare");
            assertThat(response.usage().inputTokens()).hasValue(2);
        }
    }

    @Test
    void callsTheDefaultsOfItsFactory() {
        ModelManagedConnectionFactory bound = new ModelManagedConnectionFactory();
        bound.setModel("echo");
        bound.setConnection("spare");
        try (ModelConnection echo = adapter.models(bound).getConnection()) {
            assertThat(echo.infer(InferenceRequest.prompt("hello")).connectionName())
                    .isEqualTo("spare");
        }
    }

    @Test
    void isRefusedWhereNoModelIsNamed() {
        assertRefused(models::getConnection);
        assertRefused(() -> models.getConnection(""));
        assertRefused(() -> models.getConnection(null));
    }

    @Test
    void endsACallAtTheTimeoutOfItsFactory() {
        ModelManagedConnectionFactory hasty = new ModelManagedConnectionFactory();
        hasty.setTimeout("PT0.2S");
        try (ModelConnection echo = adapter.models(hasty).getConnection("echo")) {
            assertFails(FailureCode.TIMEOUT, echo, EchoProvider.SILENCE);
        }
    }

    @Test
    void answersLaterEvenIfItIsClosedByThen() {
        CompletableFuture<InferenceResponse> answer;
        try (ModelConnection echo = models.getConnection("echo")) {
            answer = echo.inferAsync(InferenceRequest.prompt("later")).toCompletableFuture();
        }
        assertThat(answer.join().text()).isEqualTo("later");
    }

    @Test
    void streams() {
        List<InferenceEvent> events = new ArrayList<>();
        try (ModelConnection echo = models.getConnection("echo")) {
            echo.stream(InferenceRequest.prompt("piece by piece")).forEach(events::add);
        }
        assertThat(events)
                .last()
                .isInstanceOfSatisfying(
                        InferenceEvent.Completed.class,
                        completed -> assertThat(completed.response().text()).isEqualTo("piece by piece"));
    }

    @Test
    void describesTheModel() {
        try (ModelConnection echo = models.getConnection("ECHO")) {
            assertThat(echo.metaData().name()).isEqualTo("echo");
            assertThat(echo.metaData().connections()).containsExactly("main", "spare");
        }
    }

    @Test
    void failsWithTheCodeOfTheFailure() {
        try (ModelConnection unknown = models.getConnection("nobody")) {
            assertFails(FailureCode.MODEL_NOT_FOUND, unknown, "hello");
        }
    }

    @Test
    void tellsThePoolNothingOfAFailedCall() throws Exception {
        ModelManagedConnectionFactory factory = new ModelManagedConnectionFactory();
        adapter.models(factory);
        ConnectionClaim claim = new ConnectionClaim("echo", "main", null);
        ManagedConnection managed = factory.createManagedConnection(null, claim);
        RecordingListener listener = new RecordingListener();
        managed.addConnectionEventListener(listener);
        ModelConnection echo = (ModelConnection) managed.getConnection(null, claim);
        assertFails(FailureCode.PROVIDER_ERROR, echo, EchoProvider.FAIL);
        assertThat(listener.events).isEmpty();
        assertThat(echo.infer(InferenceRequest.prompt("again")).text()).isEqualTo("again");
    }

    @Test
    void endsTheCallOfAnInterruptedThread() throws Exception {
        AtomicReference<InferenceException> failure = new AtomicReference<>();
        AtomicReference<Boolean> stillInterrupted = new AtomicReference<>();
        Thread waiting = new Thread(() -> {
            try (ModelConnection echo = models.getConnection("echo")) {
                echo.infer(InferenceRequest.prompt(EchoProvider.SILENCE));
            } catch (InferenceException e) {
                failure.set(e);
                stillInterrupted.set(Thread.currentThread().isInterrupted());
            }
        });
        waiting.start();
        Awaitility.await().until(() -> provider.lastRequest() != null);
        waiting.interrupt();
        waiting.join();
        assertThat(failure.get().code()).isEqualTo(FailureCode.CANCELLED);
        assertThat(stillInterrupted).hasValue(true);
        Awaitility.await()
                .untilAsserted(() -> assertThat(adapter.directory().journal().read(0, 10))
                        .extracting(UsageJournal.Entry::record)
                        .extracting(record -> record.outcome().status())
                        .containsExactly(UsageRecord.Status.ABORTED_CLIENT));
    }

    private static void assertRefused(ThrowingCallable getting) {
        assertThatThrownBy(getting)
                .isInstanceOfSatisfying(
                        InferenceException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(FailureCode.INVALID_REQUEST))
                .hasMessageContaining("No model is named");
    }

    private static void assertFails(FailureCode code, ModelConnection connection, String prompt) {
        assertThatThrownBy(() -> connection.infer(InferenceRequest.prompt(prompt)))
                .isInstanceOfSatisfying(
                        InferenceException.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }
}
