package org.externalmodels.workflow.operaton;

import java.util.function.Function;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.workflow.KeptSubmission;
import org.externalmodels.workflow.WaitingActivity;
import org.operaton.bpm.engine.ProcessEngineException;
import org.operaton.bpm.engine.impl.context.Context;
import org.operaton.bpm.engine.impl.pvm.delegate.ActivityExecution;

/**
 * A task that waits for the result of its submission, whose id it keeps; or, after a failure, for somebody who looks after it.
 *
 * <p>Executions are replaced by others when branches of the process begin and end. Their variables go along or stay in the
 * scope around them, so these have the activity instance in their names and are looked for in all scopes.
 */
final class Waiting {

    static final String PLUGIN = "operaton";

    private static final String SUBMISSION = "externalModelsSubmission.";
    private static final String FAILURE = "externalModelsFailure.";

    private Waiting() {}

    /** A result is for an activity instance, which stays the same. */
    static WaitingActivity here(ActivityExecution execution) {
        return new WaitingActivity(
                PLUGIN,
                Context.getProcessEngineConfiguration().getProcessEngineName(),
                execution.getProcessInstanceId(),
                execution.getActivityInstanceId());
    }

    static void begin(ActivityExecution execution, String submissionId) {
        execution.setVariableLocal(SUBMISSION + execution.getActivityInstanceId(), submissionId);
    }

    static void end(ActivityExecution execution) {
        execution.removeVariable(SUBMISSION + execution.getActivityInstanceId());
        execution.removeVariable(FAILURE + execution.getActivityInstanceId());
    }

    static void beginFailure(ActivityExecution execution, String submissionId, InferenceException failure) {
        execution.setVariableLocal(
                FAILURE + execution.getActivityInstanceId(), failure.code().name());
        execution.createIncident(ModelResults.INCIDENT, submissionId, failure.code() + ": " + failure.getMessage());
    }

    /** The incident is left with the execution that the task had then. */
    static void endFailure(ActivityExecution execution) {
        KeptSubmission kept = kept(execution::getVariable, execution.getActivityInstanceId());
        if (!kept.failed()) {
            throw new ProcessEngineException("Activity " + execution.getCurrentActivityId()
                    + " waits for the result of submission " + kept.id() + " and for nothing else.");
        }
        Context.getProcessEngineConfiguration()
                .getRuntimeService()
                .createIncidentQuery()
                .incidentType(ModelResults.INCIDENT)
                .configuration(kept.id())
                .list()
                .forEach(incident -> execution.resolveIncident(incident.getId()));
        end(execution);
    }

    /**
     * What the task keeps.
     *
     * @param variables as its execution sees them
     * @param activityInstance of the task
     */
    static KeptSubmission kept(Function<String, Object> variables, String activityInstance) {
        return new KeptSubmission(
                (String) variables.apply(SUBMISSION + activityInstance),
                variables.apply(FAILURE + activityInstance) != null);
    }
}
