package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.externalmodels.inference.EmbeddingPurpose;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.EmbeddingResponse;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.inference.spi.UsageRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Amazon's Titan embeddings, which a Bedrock model without a template is. */
class TitanCallTest {

    @AutoClose
    private final EngineFixture fixture = new EngineFixture();

    @BeforeEach
    void publish() {
        fixture.publish(titan().connection("main", EngineFixture.KEY).build());
    }

    private Models titan() {
        return Models.chat(fixture.sandbox("/bedrock"))
                .structure(ProviderStructure.BEDROCK_INVOKE)
                .providerModel("amazon.titan-embed-text-v2:0")
                .modalities(Modality.TEXT_TO_EMBEDDING);
    }

    @Test
    void aTextBecomesAVectorOfTheLengthThatIsAskedFor() {
        EmbeddingResponse usual = embed(EmbeddingRequest.of("one two three"));
        EmbeddingResponse shorter = embed(new EmbeddingRequest(List.of("one two three"), 256, null, Map.of()));

        assertThat(usual.vectors()).hasSize(1);
        assertThat(usual.vectors().get(0)).hasSize(1_024);
        assertThat(shorter.vectors().get(0)).hasSize(256);
        assertThat(usual.usage()).isEqualTo(TokenUsage.reported(OptionalLong.of(3), OptionalLong.of(0)));
        assertThat(fixture.records()).extracting(UsageRecord::usage).containsExactly(usual.usage(), shorter.usage());
    }

    @Test
    void itTakesOneTextAtATimeAndNoPurpose() throws IOException {
        InferenceException two = failure(EmbeddingRequest.of("a", "b"));
        InferenceException purpose = failure(EmbeddingRequest.of("a").withPurpose(EmbeddingPurpose.QUERY));

        assertThat(two.code()).isEqualTo(FailureCode.INVALID_REQUEST);
        assertThat(two).hasMessageContaining("one text at a time").hasMessageContaining("has 2");
        assertThat(purpose.code()).isEqualTo(FailureCode.INVALID_REQUEST);
        assertThat(purpose).hasMessageContaining("query");
        assertThat(fixture.served("/bedrock")).isZero();
    }

    @Test
    void itDoesNotConverse() throws IOException {
        InferenceException whole = catchThrowableOfType(InferenceException.class, () -> fixture.infer("Hello"));
        InferenceException streamed = catchThrowableOfType(
                InferenceException.class, () -> fixture.stream("Hello").forEach(event -> {}));
        InferenceException test = catchThrowableOfType(
                InferenceException.class, () -> fixture.infer("claims", "main", InferenceRequest.prompt("Hello")));

        assertThat(List.of(whole.code(), streamed.code(), test.code())).containsOnly(FailureCode.FEATURE_NOT_ENABLED);
        assertThat(fixture.served("/bedrock")).isZero();
    }

    @Test
    void whatTheProviderHasAgainstALengthIsItsFailure() {
        InferenceException failure = failure(new EmbeddingRequest(List.of("a"), 7, null, Map.of()));

        assertThat(failure.code()).isEqualTo(FailureCode.PROVIDER_ERROR);
        assertThat(failure.providerStatus()).hasValue(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "null",
                "[]",
                "{}",
                "{\"embedding\":7}",
                "{\"embedding\":[]}",
                "{\"embedding\":[\"x\"]}",
                "{\"embedding\":[1e300]}",
                "{\"embedding\":[1]} and more",
                "{\"embedding\":[1"
            })
    void anAnswerThatIsNoVectorIsAFailureWithARecord(String body) throws IOException {
        try (RawProvider provider = new RawProvider(200, "application/json", key -> body)) {
            fixture.publish(titan().endpoint(provider.uri())
                    .connection("main", EngineFixture.KEY)
                    .build());

            assertThat(failure(EmbeddingRequest.of("a")).code()).isEqualTo(FailureCode.INVALID_RESPONSE);
            assertThat(fixture.onlyRecord().outcome().code()).hasValue(FailureCode.INVALID_RESPONSE);
        }
    }

    private EmbeddingResponse embed(EmbeddingRequest request) {
        return InferenceEngine.await(fixture.engine.embed(EngineFixture.target("claims", null), request));
    }

    private InferenceException failure(EmbeddingRequest request) {
        return catchThrowableOfType(InferenceException.class, () -> embed(request));
    }
}
