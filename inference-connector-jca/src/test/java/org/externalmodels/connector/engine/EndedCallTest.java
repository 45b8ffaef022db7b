package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceStream;
import org.externalmodels.inference.spi.UsageRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call that its caller gave up, and what one that is over gives back. */
class EndedCallTest {

    private static final String STREAM =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";

    @AutoClose
    private final EngineFixture fixture = new EngineFixture();

    @Test
    void anEndedCallGivesItsConnectionBack() {
        fixture.publish(
                fixture.chat().connection("main", EngineFixture.KEY).build(),
                fixture.chat()
                        .named("silent")
                        .fault("hang")
                        .headerTimeout(Duration.ofMillis(50))
                        .connection("main", EngineFixture.KEY)
                        .build(),
                fixture.chat()
                        .named("noisy")
                        .fault("size=10485760;status=500")
                        .connection("main", EngineFixture.KEY)
                        .build());

        for (int i = 0; i < EngineFixture.MAX_CONNECTIONS; i++) {
            assertThat(fixture.failureOf("silent", null).code()).isEqualTo(FailureCode.TIMEOUT);
            assertThat(fixture.failureOf("noisy", null).code()).isEqualTo(FailureCode.PROVIDER_ERROR);
            fixture.engine
                    .infer(EngineFixture.target("silent", null), InferenceRequest.prompt("x"))
                    .cancel(true);
        }

        assertThat(fixture.infer("Hello").text()).contains("Hello");
    }

    @Test
    void recordsACallTheCallerGaveUp() {
        fixture.publish(fixture.chat()
                .fault("hang")
                .connection("main", EngineFixture.KEY)
                .build());
        var call = fixture.engine.infer(EngineFixture.target("claims", null), InferenceRequest.prompt("x"));

        call.cancel(true);

        Awaitility.await().until(() -> !fixture.records().isEmpty());
        assertThat(fixture.onlyRecord().outcome().status()).isEqualTo(UsageRecord.Status.ABORTED_CLIENT);
        assertThat(fixture.onlyRecord().outcome().code()).hasValue(FailureCode.CANCELLED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{\"choices\":"
            })
    void theProviderSeesThatTheCallerGaveUp(String answered) throws Exception {
        try (ClosingProvider provider = ClosingProvider.waiting(answered)) {
            fixture.publish(Models.chat(provider.uri())
                    .connection("main", EngineFixture.KEY)
                    .build());
            var call = fixture.start(InferenceRequest.prompt("x"));
            provider.awaitRequest();
            assertThat(provider.wasLeft()).isFalse();

            call.cancel(true);

            Awaitility.await().until(provider::wasLeft);
        }
    }

    @Test
    void theProviderSeesThatAStreamIsNotReadAnyMore() throws Exception {
        String begun = STREAM + "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"well\"}}]}\n\n";
        try (ClosingProvider provider = ClosingProvider.waiting(begun)) {
            fixture.publish(Models.chat(provider.uri())
                    .connection("main", EngineFixture.KEY)
                    .build());
            InferenceStream stream = fixture.stream("x");
            assertThat(stream.iterator().next()).isEqualTo(new InferenceEvent.TextDelta("well"));
            assertThat(provider.wasLeft()).isFalse();

            stream.close();

            Awaitility.await().until(provider::wasLeft);
        }
    }

    @Test
    void aProviderThatIsAheadOfItsReaderSeesThatTheReaderLeft() throws Exception {
        String chunk = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + "x".repeat(2_000) + "\"}}]}\n\n";
        try (var provider = new EndlessProvider(STREAM, chunk)) {
            fixture.publish(Models.chat(provider.uri())
                    .connection("main", EngineFixture.KEY)
                    .build());
            InferenceStream stream = fixture.stream("x");
            stream.iterator().next();

            stream.close();

            Awaitility.await().until(provider::wasHungUpOn);
            assertThat(provider.megabytesSent()).isLessThan(100);
        }
    }

    @Test
    void anInterruptEndsTheCallAndIsKept() {
        fixture.publish(fixture.chat()
                .fault("hang")
                .connection("main", EngineFixture.KEY)
                .build());
        Thread.currentThread().interrupt();

        InferenceException failure = fixture.failureOf("claims", null);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.code()).isEqualTo(FailureCode.CANCELLED);
        Awaitility.await().until(() -> !fixture.records().isEmpty());
    }
}
