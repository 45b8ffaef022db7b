package org.externalmodels.registry.providers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BedrockModelIdTest {

    @ParameterizedTest
    @CsvSource({
        "amazon.nova-lite-v1:0, amazon.nova-lite-v1:0, FOUNDATION_MODEL",
        "'  anthropic.claude-3-haiku-20240307-v1:0 ', anthropic.claude-3-haiku-20240307-v1:0, FOUNDATION_MODEL",
        "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0, amazon.nova-lite-v1:0, FOUNDATION_MODEL",
        "eu.anthropic.claude-sonnet-4-5-20250929-v1:0, eu.anthropic.claude-sonnet-4-5-20250929-v1:0, INFERENCE_PROFILE",
        "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.x-v1:0,"
                + " arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.x-v1:0, INFERENCE_PROFILE",
        "arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/a1b2,"
                + " arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/a1b2,"
                + " APPLICATION_INFERENCE_PROFILE",
        "arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abcdefghij12,"
                + " arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abcdefghij12, PROVISIONED_MODEL",
        "abcdefghij12, abcdefghij12, PROVISIONED_MODEL"
    })
    void isNormalisedToWhatCallsName(String written, String normalised, BedrockModelId.Kind kind) {
        BedrockModelId id = BedrockModelId.parse(written).orElseThrow();

        assertThat(id.normalised()).isEqualTo(normalised);
        assertThat(id.kind()).isEqualTo(kind);
    }

    @Test
    void anArnSaysItsRegion() {
        assertThat(BedrockModelId.parse("arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.x-v1:0")
                        .orElseThrow()
                        .region())
                .contains("eu-west-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "arn:aws:s3:::bucket", "arn:aws:bedrock:nonsense"})
    void whatIsNoModelIsNotRead(String written) {
        assertThat(BedrockModelId.parse(written)).isEmpty();
    }
}
