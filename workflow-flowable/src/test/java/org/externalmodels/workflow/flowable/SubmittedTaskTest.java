package org.externalmodels.workflow.flowable;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.externalmodels.workflow.SubmittedTaskContract;
import org.junit.jupiter.api.Test;

class SubmittedTaskTest extends SubmittedTaskContract<Engine> {

    SubmittedTaskTest() {
        super(new Engine());
    }

    @Test
    void refusesToBeTriggerable() {
        engine.deploy(submitted().bpmn().replace("flowable:class=", "flowable:triggerable=\"true\" flowable:class="));

        assertThatThrownBy(() -> engine.start(HAIL)).hasMessageContaining("Activity extract is triggerable");
    }
}
