package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.spi.UsageRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A call that its caller gave up, and what one that is over gives back. */
class EndedCallTest {

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
