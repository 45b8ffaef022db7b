package org.externalmodels.workflow.operaton;

import java.util.List;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.workflow.WaitingActivity;
import org.operaton.bpm.engine.ProcessEngineException;
import org.operaton.bpm.engine.impl.context.Context;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.operaton.bpm.engine.impl.pvm.delegate.ActivityExecution;
import org.operaton.bpm.engine.runtime.Incident;

/** A task that waits for the result of its submission, whose id it keeps; or, after a failure, for somebody who looks after it. */
final class Waiting {

    static final String PLUGIN = "operaton";
    static final String SUBMISSION = "externalModelsSubmission";

    private Waiting() {}

    /** Executions are replaced by others when branches of the process end, so a result is for an activity instance. */
    static WaitingActivity here(ActivityExecution execution) {
        return new WaitingActivity(
                PLUGIN,
                Context.getProcessEngineConfiguration().getProcessEngineName(),
                execution.getProcessInstanceId(),
                execution.getActivityInstanceId());
    }

    static void begin(ActivityExecution execution, String submissionId) {
        execution.setVariableLocal(SUBMISSION, submissionId);
    }

    static void end(ActivityExecution execution) {
        execution.removeVariableLocal(SUBMISSION);
    }

    static void beginFailure(ActivityExecution execution, String submissionId, InferenceException failure) {
        execution.createIncident(ModelResults.INCIDENT, submissionId, failure.code() + ": " + failure.getMessage());
    }

    static void endFailure(ActivityExecution execution) {
        List<String> failures = ((ExecutionEntity) execution)
                .getIncidents().stream()
                        .filter(incident -> ModelResults.INCIDENT.equals(incident.getIncidentType()))
                        .map(Incident::getId)
                        .toList();
        if (failures.isEmpty()) {
            throw new ProcessEngineException("Activity " + execution.getCurrentActivityId()
                    + " waits for the result of submission " + execution.getVariableLocal(SUBMISSION)
                    + " and for nothing else.");
        }
        failures.forEach(execution::resolveIncident);
    }
}
