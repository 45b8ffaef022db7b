package org.externalmodels.workflow.flowable;

import org.externalmodels.inference.InferenceException;
import org.externalmodels.workflow.ArrivingResult;
import org.externalmodels.workflow.KeptSubmission;
import org.externalmodels.workflow.WaitingActivity;
import org.flowable.common.engine.api.FlowableException;
import org.flowable.engine.delegate.DelegateExecution;
import org.flowable.engine.impl.persistence.entity.ExecutionEntity;
import org.flowable.engine.impl.util.CommandContextUtil;

/** A task that waits for the result of its submission, whose id it keeps; or, after a failure, for somebody who looks after it. */
final class Waiting {

    static final String PLUGIN = "flowable";
    private static final String SUBMISSION = "externalModelsSubmission";

    /** Holds the result while its task takes it; never stored. */
    private static final String RESULT = "externalModelsResult";

    private Waiting() {}

    /** An execution passes many activities, so a result is for one visit of one. */
    static WaitingActivity here(DelegateExecution execution) {
        return new WaitingActivity(
                PLUGIN,
                CommandContextUtil.getProcessEngineConfiguration().getEngineName(),
                execution.getProcessInstanceId(),
                CommandContextUtil.getActivityInstanceEntityManager()
                        .findUnfinishedActivityInstance((ExecutionEntity) execution)
                        .getId());
    }

    static void begin(DelegateExecution execution, String submissionId) {
        execution.setVariableLocal(SUBMISSION, submissionId);
    }

    static void end(DelegateExecution execution) {
        execution.removeVariableLocal(SUBMISSION);
        execution.removeVariableLocal(ModelResults.FAILURE);
    }

    /** What the task keeps. */
    static KeptSubmission kept(DelegateExecution execution) {
        return new KeptSubmission(
                (String) execution.getVariableLocal(SUBMISSION), execution.hasVariableLocal(ModelResults.FAILURE));
    }

    static void bring(DelegateExecution execution, ArrivingResult arriving) {
        execution.setTransientVariableLocal(RESULT, arriving);
    }

    /** The result that this trigger brings, once; {@code null} if it is somebody else's. */
    static ArrivingResult arriving(DelegateExecution execution) {
        ArrivingResult arriving = (ArrivingResult) execution.getTransientVariableLocal(RESULT);
        execution.removeTransientVariableLocal(RESULT);
        return arriving;
    }

    static void beginFailure(DelegateExecution execution, InferenceException failure) {
        execution.setVariableLocal(ModelResults.FAILURE, failure.code() + ": " + failure.getMessage());
    }

    static void endFailure(DelegateExecution execution) {
        KeptSubmission kept = kept(execution);
        if (!kept.failed()) {
            throw new FlowableException("Activity " + execution.getCurrentActivityId()
                    + " waits for the result of submission " + kept.id() + " and for nothing else.");
        }
        end(execution);
    }
}
