package org.externalmodels.workflow.flowable;

import org.externalmodels.inference.InferenceException;
import org.externalmodels.workflow.ArrivingResult;
import org.externalmodels.workflow.WaitingActivity;
import org.flowable.common.engine.api.FlowableException;
import org.flowable.engine.delegate.DelegateExecution;
import org.flowable.engine.impl.util.CommandContextUtil;

/** A task that waits for the result of its submission, whose id it keeps; or, after a failure, for somebody who looks after it. */
final class Waiting {

    static final String PLUGIN = "flowable";
    static final String SUBMISSION = "externalModelsSubmission";

    /** Holds the result while its task takes it; never stored. */
    private static final String RESULT = "externalModelsResult";

    private Waiting() {}

    static WaitingActivity here(DelegateExecution execution) {
        return new WaitingActivity(
                PLUGIN,
                CommandContextUtil.getProcessEngineConfiguration().getEngineName(),
                execution.getProcessInstanceId(),
                execution.getId());
    }

    static void begin(DelegateExecution execution, String submissionId) {
        execution.setVariableLocal(SUBMISSION, submissionId);
    }

    static void end(DelegateExecution execution) {
        execution.removeVariableLocal(SUBMISSION);
        execution.removeTransientVariableLocal(RESULT);
    }

    static void bring(DelegateExecution execution, ArrivingResult arriving) {
        execution.setTransientVariableLocal(RESULT, arriving);
    }

    static ArrivingResult arriving(DelegateExecution execution) {
        return (ArrivingResult) execution.getTransientVariableLocal(RESULT);
    }

    static void beginFailure(DelegateExecution execution, InferenceException failure) {
        execution.setVariableLocal(ModelResults.FAILURE, failure.code() + ": " + failure.getMessage());
    }

    static void endFailure(DelegateExecution execution) {
        if (!execution.hasVariableLocal(ModelResults.FAILURE)) {
            throw new FlowableException("Activity " + execution.getCurrentActivityId()
                    + " waits for the result of submission " + execution.getVariableLocal(SUBMISSION)
                    + " and for nothing else.");
        }
        execution.removeVariableLocal(ModelResults.FAILURE);
    }
}
