package org.externalmodels.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    @Test
    void mediaIsComparedByContentAndCopied() {
        byte[] bytes = {1, 2, 3};
        Media media = Media.of("image/png", bytes);
        bytes[0] = 9;

        assertThat(media).isEqualTo(Media.of("image/png", new byte[] {1, 2, 3}));
        assertThat(media).isNotEqualTo(Media.of("image/gif", new byte[] {1, 2, 3}));
        assertThat(media.size()).isEqualTo(3);
        assertThat(Media.at(URI.create("https://example.org/a.png")).bytes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://user:hush@files.example.org:8443/a.png?X-Signature=hush#hush, https://files.example.org:8443/a.png?…",
        "https://files.example.org/a.png, https://files.example.org/a.png",
        "gs://my_bucket/a.png?hush, gs://my_bucket/a.png?…",
        "/a.png?hush, /a.png?…",
        "'data:image/png;base64,hush', data:…"
    })
    void mediaAtAnAddressDoesNotTellWhatOpensIt(URI address, String shown) {
        assertThat(Media.at(address)).hasToString(shown);
    }

    @Test
    void aUserMessageJoinsItsTexts() {
        assertThat(ChatMessage.user(
                                Content.text("a"),
                                Content.image(Media.at(URI.create("https://e.org/i"))),
                                Content.text("b"))
                        .text())
                .isEqualTo("ab");
    }

    @Test
    void aUserMessageIsNotEmpty() {
        assertThatThrownBy(() -> new ChatMessage.UserMessage(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 2.1, Double.NaN})
    void temperatureHasARange(double outside) {
        assertThatThrownBy(() -> InferenceParameters.DEFAULTS.withTemperature(outside))
                .hasMessageContaining("temperature");
    }

    @Test
    void theOtherParametersHaveRanges() {
        assertThatThrownBy(() -> InferenceParameters.DEFAULTS.withTopP(0)).hasMessageContaining("topP");
        assertThatThrownBy(() -> InferenceParameters.DEFAULTS.withMaxTokens(0)).hasMessageContaining("maxTokens");
    }

    @Test
    void aSchemaHasANameAndOnlyASchemaHas() {
        assertThatThrownBy(() -> new ResponseFormat(ResponseFormat.Kind.JSON, "n", "{}"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ResponseFormat(ResponseFormat.Kind.JSON_SCHEMA, null, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyTheChoiceOfOneToolNamesIt() {
        assertThatThrownBy(() -> new ToolChoice(ToolChoice.Mode.AUTO, "t"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ToolChoice.tool(null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void usageNobodyReportedIsUnknownAndNotZero() {
        TokenUsage usage = TokenUsage.reported(OptionalLong.empty(), OptionalLong.empty());

        assertThat(usage).isEqualTo(TokenUsage.UNKNOWN);
        assertThat(usage.inputTokens()).isEmpty();
        assertThat(usage.source()).isEqualTo(TokenUsage.Source.UNKNOWN);
    }

    @Test
    void noCountOfTokensIsNegative() {
        assertThatThrownBy(() -> TokenUsage.reported(OptionalLong.of(-1), OptionalLong.of(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("inputTokens must not be negative: -1");
        assertThatThrownBy(() -> new TokenUsage(
                        OptionalLong.of(1),
                        OptionalLong.of(1),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalLong.of(Long.MIN_VALUE),
                        TokenUsage.Source.PROVIDER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("reasoningTokens");
    }

    @ParameterizedTest
    @EnumSource(Feature.class)
    void featuresAreFoundByTheirWireName(Feature feature) {
        assertThat(Feature.ofWireName(feature.wireName())).hasValue(feature);
    }

    @ParameterizedTest
    @EnumSource(Modality.class)
    void modalitiesAreFoundByTheirWireName(Modality modality) {
        assertThat(Modality.ofWireName(modality.wireName())).hasValue(modality);
    }

    @Test
    void aFailureKeepsAllThatIsKnownOfIt() {
        InferenceException failure = InferenceException.of(FailureCode.RATE_LIMITED, "slow down")
                .modelName("m")
                .connectionName("c")
                .traceId("t")
                .retryAfter(Duration.ofSeconds(3))
                .providerStatus(429)
                .providerBody("body")
                .build();

        InferenceException copy = failure.toBuilder().build();

        assertThat(copy)
                .usingRecursiveComparison()
                .comparingOnlyFields(
                        "code",
                        "modelName",
                        "connectionName",
                        "traceId",
                        "retryAfter",
                        "providerStatus",
                        "providerBody")
                .isEqualTo(failure);
        assertThat(copy).hasCause(failure);
    }

    @Test
    void aProviderErrorIsRetriableOnlyIfTheProviderIsToBlame() {
        assertThat(InferenceException.of(FailureCode.PROVIDER_ERROR, "x")
                        .providerStatus(503)
                        .build()
                        .retriable())
                .isTrue();
        assertThat(InferenceException.of(FailureCode.PROVIDER_ERROR, "x")
                        .providerStatus(400)
                        .build()
                        .retriable())
                .isFalse();
    }
}
