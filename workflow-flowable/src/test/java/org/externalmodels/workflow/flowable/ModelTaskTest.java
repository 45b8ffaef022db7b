package org.externalmodels.workflow.flowable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.externalmodels.workflow.ModelTaskContract;
import org.junit.jupiter.api.Test;

class ModelTaskTest extends ModelTaskContract<Engine> {

    ModelTaskTest() {
        super(new Engine());
    }

    @Test
    void givesUpItsJobAtOnceWhereRepeatingIsInVain() {
        models.fails("status=401");
        engine.deploy(claim().asJob().bpmn());
        engine.start(HAIL);

        assertThatThrownBy(engine::runJob).hasStackTraceContaining("assistant");

        assertThat(engine.deadJobs()).isEqualTo(1);
    }
}
