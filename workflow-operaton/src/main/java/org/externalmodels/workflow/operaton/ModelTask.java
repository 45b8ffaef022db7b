package org.externalmodels.workflow.operaton;

import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.ModelConnectionFactory;
import org.externalmodels.workflow.ArrivingResult;
import org.externalmodels.workflow.ModelTasks;
import org.externalmodels.workflow.TaskField;
import org.externalmodels.workflow.TaskFields;
import org.externalmodels.workflow.TaskOutcome;
import org.operaton.bpm.engine.delegate.BpmnError;
import org.operaton.bpm.engine.delegate.Expression;
import org.operaton.bpm.engine.impl.bpmn.behavior.AbstractBpmnActivityBehavior;
import org.operaton.bpm.engine.impl.bpmn.helper.CompensationUtil;
import org.operaton.bpm.engine.impl.context.Context;
import org.operaton.bpm.engine.impl.pvm.delegate.ActivityExecution;

/**
 * A service task that asks a model, named in the process by its class. Its fields are those of {@link TaskField}, given as
 * fields or as properties with {@code externalModels.} before the name. The engine makes an instance for each execution, sets
 * the fields and evaluates what the author wrote into them.
 *
 * <p>Models are called through the engine's bean {@code externalModels}, a {@link ModelConnectionFactory}, or where it has none
 * through what the server binds to {@code eis/ExternalModels}. Requests are submitted through the bean
 * {@code externalModelSubmissions} or {@code eis/ExternalModelSubmissions} likewise.
 */
public class ModelTask extends AbstractBpmnActivityBehavior {

    private Expression model;
    private Expression connection;
    private Expression systemPrompt;
    private Expression prompt;
    private Expression parameters;
    private Expression responseSchema;
    private Expression resultVariable;
    private Expression callVariable;
    private Expression errors;
    private Expression timeout;
    private Expression destination;

    @Override
    public void execute(ActivityExecution execution) {
        finish(execution, tasks().carryOut(fields(execution), Waiting.here(execution)));
    }

    /** A result goes on from here. Anybody else's signal tells a task whose submission failed to ask again. */
    @Override
    public void signal(ActivityExecution execution, String signalName, Object signalData) throws Exception {
        if (signalData instanceof ArrivingResult arriving) {
            take(execution, arriving);
        } else if (CompensationUtil.SIGNAL_COMPENSATION_DONE.equals(signalName)) {
            super.signal(execution, signalName, signalData);
        } else {
            Waiting.endFailure(execution);
            execute(execution);
        }
    }

    private void take(ActivityExecution execution, ArrivingResult arriving) {
        TaskOutcome outcome;
        try {
            outcome = tasks().take(fields(execution), arriving.result());
        } catch (InferenceException unhandled) {
            Waiting.beginFailure(execution, arriving.result().submissionId(), unhandled);
            arriving.reported();
            return;
        }
        Waiting.end(execution);
        finish(execution, outcome);
    }

    private static ModelTasks tasks() {
        return ModelTasks.of(
                bean -> Context.getProcessEngineConfiguration().getBeans().get(bean));
    }

    private TaskFields fields(ActivityExecution execution) {
        return ExecutedTask.of(execution).fields(this::injected);
    }

    private Expression injected(TaskField field) {
        return switch (field) {
            case MODEL -> model;
            case CONNECTION -> connection;
            case SYSTEM_PROMPT -> systemPrompt;
            case PROMPT -> prompt;
            case PARAMETERS -> parameters;
            case RESPONSE_SCHEMA -> responseSchema;
            case RESULT_VARIABLE -> resultVariable;
            case CALL_VARIABLE -> callVariable;
            case ERRORS -> errors;
            case TIMEOUT -> timeout;
            case DESTINATION -> destination;
        };
    }

    private void finish(ActivityExecution execution, TaskOutcome outcome) {
        outcome.variables().forEach(execution::setVariable);
        if (outcome instanceof TaskOutcome.Submitted submitted) {
            Waiting.begin(execution, submitted.submissionId());
        } else if (outcome instanceof TaskOutcome.Failed failed) {
            throw new BpmnError(failed.error(), failed.message());
        } else {
            leave(execution);
        }
    }
}
