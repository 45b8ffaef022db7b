package org.externalmodels.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResult;
import org.externalmodels.inference.Submission;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private final List<WaitingActivity> brought = new ArrayList<>();
    private final Arrivals arrivals = new Arrivals("operaton", "default", (activity, result) -> {
        brought.add(activity);
        return activity.instance().equals("unknown") ? Optional.empty() : Optional.of(Arrival.TAKEN);
    });

    @Test
    void bringResultsToTheActivityThatTheirCorrelationIdTells() {
        WaitingActivity activity = new WaitingActivity("operaton", "default", "7", "extract:8");

        assertThat(arrivals.take(result(activity.correlationId()))).isEqualTo(Arrival.TAKEN);
        assertThat(brought).containsExactly(activity);
    }

    @Test
    void bringNothingOfAnotherEngineOrOfNone() {
        assertThat(arrivals.take(result("operaton/other/7/extract:8"))).isEqualTo(Arrival.FOREIGN);
        assertThat(arrivals.take(result("flowable/default/7/extract:8"))).isEqualTo(Arrival.FOREIGN);
        assertThat(arrivals.take(result("claim-7"))).isEqualTo(Arrival.FOREIGN);
        assertThat(brought).isEmpty();
    }

    @Test
    void haveAResultDeliveredAgainWhoseTaskTheEngineDoesNotKnow() {
        assertThatThrownBy(() -> arrivals.take(result("operaton/default/unknown/extract:8")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("The engine default knows no task for InferenceResult[1, claims");
    }

    private static InferenceResult result(String correlationId) {
        return new RecordingSubmissions.Sent(
                        "1",
                        Submission.to("claims")
                                .correlationId(correlationId)
                                .model("gpt")
                                .request(InferenceRequest.prompt("one"))
                                .build())
                .answered("yes");
    }
}
