package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.IntStream;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.ResponseFormat;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.inference.spi.UsageRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A call that is refused before anything is sent. */
class RefusedCallTest {

    @AutoClose
    private final EngineFixture fixture = new EngineFixture();

    @Test
    void refusesAnUnknownModelAndRecordsIt() {
        fixture.publish();

        InferenceException failure = fixture.failureOf("nobody", null);

        assertThat(failure.code()).isEqualTo(FailureCode.MODEL_NOT_FOUND);
        assertThat(failure).hasMessageContaining("nobody");
        UsageRecord record = fixture.onlyRecord();
        assertThat(record.target().modelName()).isEqualTo("nobody");
        assertThat(record.outcome().code()).hasValue(FailureCode.MODEL_NOT_FOUND);
        assertThat(record.usage()).isEqualTo(TokenUsage.NONE);
        assertThat(record.media()).isEqualTo(UsageRecord.MediaUsage.NONE);
    }

    @Test
    void recordsThatARefusedStreamUsedNothing() {
        fixture.publish(
                fixture.chat().off().connection("main", EngineFixture.KEY).build());

        InferenceException failure = catchThrowableOfType(
                InferenceException.class, () -> fixture.stream("x").forEach(event -> {}));

        assertThat(failure.code()).isEqualTo(FailureCode.MODEL_NOT_ACTIVE);
        assertThat(fixture.onlyRecord().usage()).isEqualTo(TokenUsage.NONE);
    }

    @Test
    void refusesADraft() {
        fixture.publish(
                fixture.chat().draft().connection("main", EngineFixture.KEY).build());

        assertThat(fixture.failureOf("claims", null).code()).isEqualTo(FailureCode.MODEL_NOT_ACTIVE);
        assertThat(fixture.onlyRecord().target().modelId()).hasValue("id-claims");
    }

    @Test
    void refusesAModelThatIsSwitchedOff() {
        fixture.publish(
                fixture.chat().off().connection("main", EngineFixture.KEY).build());

        assertThat(fixture.failureOf("claims", null))
                .hasMessageContaining("not active")
                .extracting(InferenceException::code)
                .isEqualTo(FailureCode.MODEL_NOT_ACTIVE);
    }

    @Test
    void refusesAConnectionThatIsSwitchedOff() {
        fixture.publish(fixture.chat()
                .connection("main", EngineFixture.KEY)
                .connection("spare", false, new Authentication.ProviderKey(Secret.of(EngineFixture.KEY)))
                .build());

        assertThat(fixture.failureOf("claims", "spare").code()).isEqualTo(FailureCode.CONNECTION_NOT_ACTIVE);
    }

    @Test
    void refusesAnUnknownConnection() {
        fixture.publish(fixture.chat().connection("main", EngineFixture.KEY).build());

        assertThat(fixture.failureOf("claims", "other").code()).isEqualTo(FailureCode.CONNECTION_NOT_FOUND);
    }

    @Test
    void refusesAModelWithoutConnections() {
        fixture.publish(fixture.chat().build());

        assertThat(fixture.failureOf("claims", null).code()).isEqualTo(FailureCode.NO_ACTIVE_CONNECTION);
    }

    @Test
    void refusesAFeatureThatIsOffBeforeTheNetwork() {
        fixture.publish(fixture.chat()
                .features(Feature.STREAMING)
                .connection("main", EngineFixture.KEY)
                .build());

        InferenceException failure = catchThrowableOfType(
                InferenceException.class,
                () -> fixture.infer(
                        "claims",
                        null,
                        InferenceRequest.builder()
                                .user("x")
                                .responseFormat(ResponseFormat.JSON)
                                .build()));

        assertThat(failure.code()).isEqualTo(FailureCode.FEATURE_NOT_ENABLED);
        assertThat(failure.providerStatus()).isEmpty();
    }

    @Test
    void refusesVariablesForAConversationModel() {
        fixture.publish(fixture.chat().connection("main", EngineFixture.KEY).build());

        InferenceException failure = catchThrowableOfType(
                InferenceException.class,
                () -> fixture.infer(
                        "claims",
                        null,
                        InferenceRequest.builder().user("x").variable("age", 3).build()));

        assertThat(failure.code()).isEqualTo(FailureCode.INVALID_REQUEST);
        assertThat(failure).hasMessageContaining("age");
    }

    @Test
    void refusesMoreCallsUnderWayThanAllowed() {
        fixture.publish(fixture.chat()
                .fault("hang")
                .connection("main", EngineFixture.KEY)
                .build());
        var held = IntStream.range(0, EngineFixture.MAX_CONNECTIONS)
                .mapToObj(i -> fixture.engine.infer(EngineFixture.target("claims", null), InferenceRequest.prompt("x")))
                .toList();

        assertThat(fixture.failureOf("claims", null).code()).isEqualTo(FailureCode.LIMIT_EXCEEDED);
        assertThat(fixture.onlyRecord().usage()).isEqualTo(TokenUsage.NONE);

        held.forEach(call -> call.cancel(true));
    }
}
