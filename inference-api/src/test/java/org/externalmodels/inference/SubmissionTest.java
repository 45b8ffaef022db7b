package org.externalmodels.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionTest {

    @Test
    void needsToSayWhereItsResultGoesAndWhatIsAskedOfWhom() {
        assertThatThrownBy(() -> Submission.to("claims").build()).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> complete().request(null).build()).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Submission.to(null)
                        .correlationId("1")
                        .model("gpt")
                        .request(InferenceRequest.prompt("x"))
                        .build())
                .isInstanceOf(NullPointerException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void hasNoEmptyNames(String name) {
        assertThatThrownBy(() -> complete().model(name).build()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> complete().connection(name).build()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void limitsItsNames() {
        assertThatThrownBy(() -> complete().correlationId("x".repeat(256)).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("correlationId");
        assertThat(complete().correlationId("x".repeat(255)).build().correlationId())
                .hasSize(255);
    }

    @Test
    void hasADefaultLimitAboveZeroOrNone() {
        assertThat(complete().build().defaultTimeout()).isEmpty();
        assertThat(complete().defaultTimeout(Duration.ofMinutes(1)).build().defaultTimeout())
                .contains(Duration.ofMinutes(1));
        assertThatThrownBy(() -> complete().defaultTimeout(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysNothingOfItsPrompt() {
        Submission submission =
                complete().request(InferenceRequest.prompt("secret words")).build();

        assertThat(submission.toString()).doesNotContain("secret").contains("claims", "claim-1", "gpt");
    }

    @Test
    void aResultIsAnAnswerOrAFailure() {
        InferenceException failure = new InferenceException(FailureCode.MODEL_NOT_FOUND, "there is none");

        assertThatThrownBy(() -> result(Optional.empty())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> result(Optional.of(failure)).orThrow())
                .isInstanceOfSatisfying(
                        InferenceException.class, why -> assertThat(why.code()).isEqualTo(FailureCode.MODEL_NOT_FOUND));
    }

    private static InferenceResult result(Optional<InferenceException> failure) {
        return new InferenceResult(
                "1", "claims", "claim-1", "gpt", Optional.empty(), Optional.empty(), failure, false, 1);
    }

    private static Submission.Builder complete() {
        return Submission.to("claims")
                .correlationId("claim-1")
                .model("gpt")
                .request(InferenceRequest.prompt("Summarise"));
    }
}
