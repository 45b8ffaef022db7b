package org.externalmodels.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceResult;
import org.junit.jupiter.api.Test;

/** What a task that waits for its result does on every engine while other branches of its process begin and end. */
public abstract class BranchedTaskContract<E extends WorkflowEngine> extends SubmittingContract<E> {

    protected BranchedTaskContract(E engine) {
        super(engine);
    }

    @Test
    void goesOnAfterTheBranchBesideItHasEnded() {
        engine.deploy(submitted().bpmnBeside("beside", "<userTask id=\"beside\"/>"));
        String instance = engine.start(HAIL);
        engine.completeTask("beside");

        assertThat(engine.take(submissions.last().answered("yes"))).isEqualTo(Arrival.TAKEN);

        assertThat(engine.hasEnded(instance)).isTrue();
    }

    @Test
    void goesOnAfterABranchHasBegunBesideIt() {
        engine.deploy(submitted().reminding().bpmn());
        String instance = engine.start(HAIL);
        engine.runTimer();

        assertThat(engine.take(submissions.last().answered("yes"))).isEqualTo(Arrival.TAKEN);

        assertThat(engine.variable(instance, "answer")).isEqualTo("yes");
        assertThat(engine.activities(instance)).contains("remind").doesNotContain("extract");
    }

    @Test
    void goesOnAfterABranchHasBegunBesideItAndEnded() {
        engine.deploy(submitted().reminding().bpmn());
        String instance = engine.start(HAIL);
        engine.runTimer();
        engine.completeTask("remind");

        assertThat(engine.take(submissions.last().answered("yes"))).isEqualTo(Arrival.TAKEN);

        assertThat(engine.hasEnded(instance)).isTrue();
    }

    @Test
    void asksAgainAfterABranchHasBegunBesideItsFailure() {
        engine.deploy(submitted().reminding().bpmn());
        String instance = engine.start(HAIL);
        InferenceResult failed = submissions.last().failed(FailureCode.MODEL_NOT_ACTIVE);
        engine.take(failed);
        engine.runTimer();

        assertThat(engine.take(failed)).isEqualTo(Arrival.DROPPED);
        engine.wake("extract");

        assertThat(engine.failure("extract")).isEmpty();
        assertThat(engine.take(submissions.last().answered("at last"))).isEqualTo(Arrival.TAKEN);
        assertThat(engine.variable(instance, "answer")).isEqualTo("at last");
    }

    @Test
    void showsItsFailureAfterTheBranchBesideItHasEnded() {
        engine.deploy(submitted().bpmnBeside("beside", "<userTask id=\"beside\"/>"));
        String instance = engine.start(HAIL);
        engine.take(submissions.last().failed(FailureCode.MODEL_NOT_ACTIVE));

        engine.completeTask("beside");

        assertThat(engine.failure("extract")).isPresent();
        engine.wake("extract");
        engine.take(submissions.last().answered("at last"));
        assertThat(engine.hasEnded(instance)).isTrue();
    }
}
