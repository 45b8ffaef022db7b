package org.externalmodels.workflow.operaton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.externalmodels.workflow.InvalidTaskException;
import org.externalmodels.workflow.ModelTaskContract;
import org.junit.jupiter.api.Test;

class ModelTaskTest extends ModelTaskContract<Engine> {

    ModelTaskTest() {
        super(new Engine());
    }

    @Test
    void isReadAsModelersOfCamundaWriteIt() {
        engine.deploy(claim().withProcessTimeout("60")
                .bpmn()
                .replace("http://operaton.org/schema/1.0/bpmn", "http://camunda.org/schema/1.0/bpmn")
                .replace("xmlns:operaton", "xmlns:camunda")
                .replace("operaton:", "camunda:"));

        String instance = engine.start(HAIL);

        assertThat(engine.variable(instance, "answer")).isEqualTo("echo: Extract from hail now");
    }

    @Test
    void givesTheMessageOfAFailureToTheEventThatCatchesIt() {
        models.fails("status=429");
        engine.deploy(
                claim().with("errors", "RATE_LIMITED=busy").catching("busy").bpmn());

        String instance = engine.start(HAIL);

        assertThat((String) engine.variable(instance, "errorMessage")).startsWith("RATE_LIMITED: ");
    }

    @Test
    void saysInItsJobAndToWhoeverRunsThatWhyItFailed() {
        models.fails("status=503");
        engine.deploy(claim().asJob().bpmn());
        engine.start(HAIL);

        assertThatThrownBy(engine::runJob).hasMessageContaining("assistant");

        assertThat(engine.jobFailure()).contains("assistant");
    }

    @Test
    void throwsWhatIsWrongWithItAsItIs() {
        engine.deploy(claim().with("timeout", "200").bpmn());

        assertThatThrownBy(() -> engine.start(HAIL))
                .isInstanceOf(InvalidTaskException.class)
                .hasMessage("Activity extract of process claim, field timeout: 200 is not between 30 and 180 seconds.");
    }
}
