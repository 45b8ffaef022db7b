package org.externalmodels.workflow.operaton;

import static org.assertj.core.api.Assertions.assertThat;

import org.externalmodels.inference.FailureCode;
import org.externalmodels.workflow.SubmittedTaskContract;
import org.junit.jupiter.api.Test;

class SubmittedTaskTest extends SubmittedTaskContract<Engine> {

    SubmittedTaskTest() {
        super(new Engine());
    }

    @Test
    void givesTheMessageOfAFailureToTheEventThatCatchesIt() {
        engine.deploy(
                submitted().with("errors", "TIMEOUT=slow").catching("slow").bpmn());
        String instance = engine.start(HAIL);

        engine.take(submissions.last().failed(FailureCode.TIMEOUT));

        assertThat(engine.variable(instance, "errorMessage")).isEqualTo("TIMEOUT: it was TIMEOUT");
    }

    @Test
    void showsAFailureAsAnIncidentOfItsOwnKind() {
        engine.deploy(submitted().bpmn());
        engine.start(HAIL);

        engine.take(submissions.last().failed(FailureCode.MODEL_NOT_ACTIVE));

        assertThat(engine.incident("extract").orElseThrow().getIncidentType()).isEqualTo(ModelResults.INCIDENT);
    }
}
