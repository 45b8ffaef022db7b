package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.EmbeddingResponse;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.BodyCapture;
import org.externalmodels.inference.spi.UsageRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingTest {

    private static final String TWO_OUT_OF_ORDER = """
            {"object":"list","data":[
              {"object":"embedding","index":1,"embedding":[0.5,-2]},
              {"object":"embedding","embedding":"AACAPwAAAEA=","index":0}],
             "model":"m","usage":{"prompt_tokens":8,"total_tokens":8}}
            """;

    @AutoClose
    private final EngineFixture fixture = new EngineFixture();

    @Test
    void turnsTextsIntoVectorsAndRecordsIt() {
        fixture.publish(fixture.chat()
                .capture(BodyCapture.FULL)
                .connection("main", EngineFixture.KEY)
                .build());

        EmbeddingResponse response =
                embed(new EmbeddingRequest(List.of("a b", "c d e", "a b"), 16, null, Map.of("case", "7")));

        assertThat(response.vectors())
                .hasSize(3)
                .allSatisfy(vector -> assertThat(vector).hasSize(16));
        assertThat(response.vectors().get(2)).isEqualTo(response.vectors().get(0));
        assertThat(response.vectors().get(1)).isNotEqualTo(response.vectors().get(0));
        assertThat(response.usage().inputTokens()).hasValue(7);
        assertThat(response.usage().outputTokens()).as("vectors are no words").hasValue(0);
        assertThat(response.modelName()).isEqualTo("claims");
        UsageRecord record = fixture.onlyRecord();
        assertThat(record.traceId()).isEqualTo(response.traceId());
        assertThat(record.outcome().status()).isEqualTo(UsageRecord.Status.COMPLETE);
        assertThat(record.usage()).isEqualTo(response.usage());
        assertThat(record.tags()).containsEntry("case", "7");
        assertThat(record.input()).hasValueSatisfying(input -> assertThat(input).contains("c d e"));
        assertThat(record.output()).hasValue("3 vectors");
    }

    @Test
    void readsListsOfNumbersAndBase64InTheOrderOfTheirIndex() throws IOException {
        try (RawProvider provider = new RawProvider(200, "application/json", key -> TWO_OUT_OF_ORDER)) {
            fixture.publish(Models.chat(provider.uri())
                    .connection("main", EngineFixture.KEY)
                    .build());

            EmbeddingResponse response = embed(EmbeddingRequest.of("a", "b"));

            assertThat(response.vectors()).containsExactly(new float[] {1, 2}, new float[] {0.5f, -2});
        }
    }

    @Test
    void countsThatNobodyCountedAreUnknown() throws IOException {
        String zeros = "{\"data\":[{\"embedding\":[1]}],\"usage\":{\"prompt_tokens\":0,\"total_tokens\":0}}";
        try (RawProvider provider = new RawProvider(200, "application/json", key -> zeros)) {
            fixture.publish(Models.chat(provider.uri())
                    .connection("main", EngineFixture.KEY)
                    .build());

            assertThat(embed(EmbeddingRequest.of("a")).usage()).isEqualTo(TokenUsage.UNKNOWN);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "null",
                "[]",
                "{\"data\":[]}",
                "{\"data\":7}",
                "{\"data\":[7]}",
                "{\"data\":[{\"embedding\":[1]},{\"embedding\":[1]}]}",
                "{\"data\":[{\"embedding\":[1],\"index\":5}]}",
                "{\"data\":[{\"embedding\":[1],\"index\":-1}]}",
                "{\"data\":[{\"embedding\":[\"x\"]}]}",
                "{\"data\":[{\"embedding\":[]}]}",
                "{\"data\":[{\"embedding\":\"%%%\"}]}",
                "{\"data\":[{\"embedding\":\"AAAA\"}]}",
                "{\"data\":[{\"embedding\":[1e999]}]}",
                "{\"data\":[{\"embedding\":[1]}]} and more",
                "{\"data\":[{\"embedding\":[1"
            })
    void anAnswerThatIsNotOneVectorPerTextIsAFailureWithARecord(String body) throws IOException {
        try (RawProvider provider = new RawProvider(200, "application/json", key -> body)) {
            fixture.publish(Models.chat(provider.uri())
                    .connection("main", EngineFixture.KEY)
                    .build());

            assertThat(failure(EmbeddingRequest.of("a")).code()).isEqualTo(FailureCode.INVALID_RESPONSE);
            assertThat(fixture.onlyRecord().outcome().code()).hasValue(FailureCode.INVALID_RESPONSE);
        }
    }

    @Test
    void aModelWithoutTheModalityIsNotAsked() {
        fixture.publish(fixture.chat()
                .modalities(Modality.TEXT_TO_TEXT)
                .connection("main", EngineFixture.KEY)
                .build());

        InferenceException failure = failure(EmbeddingRequest.of("a"));

        assertThat(failure.code()).isEqualTo(FailureCode.FEATURE_NOT_ENABLED);
        assertThat(failure).hasMessageContaining("text-to-embedding").hasMessageContaining("claims");
        assertThat(fixture.onlyRecord().outcome().code()).hasValue(FailureCode.FEATURE_NOT_ENABLED);
    }

    @Test
    void moreTextsThanTheProviderTakesAreRefused() {
        fixture.publish(fixture.chat().connection("main", EngineFixture.KEY).build());

        InferenceException failure =
                failure(new EmbeddingRequest(Collections.nCopies(2_049, "a"), null, null, Map.of()));

        assertThat(failure.code()).isEqualTo(FailureCode.INVALID_REQUEST);
        assertThat(failure).hasMessageContaining("2048");
    }

    @Test
    void failuresOfTheProviderAreThoseOfAnyCall() {
        fixture.publish(fixture.chat()
                .fault("status=429;retry-after=7")
                .connection("main", EngineFixture.KEY)
                .build());

        InferenceException failure = failure(new EmbeddingRequest(List.of("a"), null, Duration.ofSeconds(5), Map.of()));

        assertThat(failure.code()).isEqualTo(FailureCode.RATE_LIMITED);
        assertThat(failure.retryAfter()).hasValue(Duration.ofSeconds(7));
    }

    private EmbeddingResponse embed(EmbeddingRequest request) {
        return InferenceEngine.await(fixture.engine.embed(EngineFixture.target("claims", null), request));
    }

    private InferenceException failure(EmbeddingRequest request) {
        return catchThrowableOfType(InferenceException.class, () -> embed(request));
    }
}
