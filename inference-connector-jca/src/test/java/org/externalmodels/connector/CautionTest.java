package org.externalmodels.connector;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.resource.cci.ResourceWarning;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.InferenceResponse.Structure;
import org.externalmodels.inference.TokenUsage;
import org.junit.jupiter.api.Test;

class CautionTest {

    @Test
    void isNotNeededAboutAWholeAnswer() {
        assertThat(Caution.about(response(FinishReason.STOP, Structure.NATIVE))).isNull();
    }

    @Test
    void isDueWhereTheAnswerWasCutOrWithheld() {
        assertThat(Caution.about(response(FinishReason.LENGTH, Structure.NONE)).getErrorCode())
                .isEqualTo("LENGTH");
        assertThat(Caution.about(response(FinishReason.CONTENT_FILTER, Structure.NONE))
                        .getErrorCode())
                .isEqualTo("CONTENT_FILTER");
    }

    @Test
    void isChainedWhereThereIsMoreThanOneReason() {
        ResourceWarning first = Caution.about(response(FinishReason.LENGTH, Structure.PROMPTED));
        assertThat(first.getErrorCode()).isEqualTo("LENGTH");
        assertThat(first.getCause())
                .isInstanceOfSatisfying(
                        ResourceWarning.class,
                        second -> assertThat(second.getErrorCode()).isEqualTo("PROMPTED"));
    }

    private static InferenceResponse response(FinishReason reason, Structure structure) {
        return new InferenceResponse(
                "text",
                Optional.empty(),
                List.of(),
                List.of(),
                reason,
                structure,
                TokenUsage.UNKNOWN,
                "echo",
                "main",
                Optional.empty(),
                "t");
    }
}
