package org.externalmodels.workflow.flowable;

import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.ModelConnectionFactory;
import org.externalmodels.workflow.ArrivingResult;
import org.externalmodels.workflow.InvalidTaskException;
import org.externalmodels.workflow.ModelTasks;
import org.externalmodels.workflow.TaskField;
import org.externalmodels.workflow.TaskFields;
import org.externalmodels.workflow.TaskOutcome;
import org.flowable.bpmn.model.ServiceTask;
import org.flowable.common.engine.api.FlowableIllegalArgumentException;
import org.flowable.common.engine.api.delegate.Expression;
import org.flowable.engine.delegate.BpmnError;
import org.flowable.engine.delegate.DelegateExecution;
import org.flowable.engine.impl.bpmn.behavior.TaskActivityBehavior;
import org.flowable.engine.impl.bpmn.helper.ErrorPropagation;
import org.flowable.engine.impl.util.CommandContextUtil;
import org.flowable.job.api.FlowableUnrecoverableJobException;

/**
 * A service task that asks a model, named in the process by its class. Its fields are those of {@link TaskField}; the engine
 * sets them once for all executions of the task and evaluates for each what the author wrote into them.
 *
 * <p>Models are called through the engine's bean {@code externalModels}, a {@link ModelConnectionFactory}, or where it has none
 * through what the server binds to {@code eis/ExternalModels}. Requests are submitted through the bean
 * {@code externalModelSubmissions} or {@code eis/ExternalModelSubmissions} likewise.
 */
public class ModelTask extends TaskActivityBehavior {

    private static final long serialVersionUID = 1L;

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

    /** A failure that is the same when repeated goes to the dead-letter jobs at once, if this runs as a job. */
    @Override
    public void execute(DelegateExecution execution) {
        if (execution.getCurrentFlowElement() instanceof ServiceTask task && task.isTriggerable()) {
            throw new FlowableIllegalArgumentException(
                    "Activity " + task.getId()
                            + " is triggerable, which a task that asks a model must not be: it leaves by itself when its result is there.");
        }
        TaskOutcome outcome;
        try {
            outcome = tasks().carryOut(fields(execution), Waiting.here(execution));
        } catch (InferenceException failure) {
            throw failure.retriable() ? failure : new FlowableUnrecoverableJobException(failure.getMessage(), failure);
        } catch (InvalidTaskException invalid) {
            throw new FlowableUnrecoverableJobException(invalid.getMessage(), invalid);
        }
        finish(execution, outcome);
    }

    /** A result goes on from here. Anybody else's trigger tells a task whose submission failed to ask again. */
    @Override
    public void trigger(DelegateExecution execution, String signalName, Object signalData) {
        ArrivingResult arriving = Waiting.arriving(execution);
        if (arriving == null) {
            Waiting.endFailure(execution);
            execute(execution);
        } else {
            take(execution, arriving);
        }
    }

    private void take(DelegateExecution execution, ArrivingResult arriving) {
        TaskOutcome outcome;
        try {
            outcome = tasks().take(fields(execution), arriving.result());
        } catch (InferenceException unhandled) {
            Waiting.beginFailure(execution, unhandled);
            arriving.reported();
            return;
        }
        Waiting.end(execution);
        finish(execution, outcome);
    }

    private static ModelTasks tasks() {
        return ModelTasks.of(bean -> {
            var beans = CommandContextUtil.getProcessEngineConfiguration().getBeans();
            return beans == null ? null : beans.get(bean);
        });
    }

    private TaskFields fields(DelegateExecution execution) {
        return ExecutedTask.of(execution).fields(field -> {
            Expression expression = expression(field);
            return expression == null ? null : expression.getValue(execution);
        });
    }

    private Expression expression(TaskField field) {
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

    private void finish(DelegateExecution execution, TaskOutcome outcome) {
        outcome.variables().forEach((name, value) -> execution.setVariable(name, Variables.of(value)));
        if (outcome instanceof TaskOutcome.Submitted submitted) {
            Waiting.begin(execution, submitted.submissionId());
        } else if (outcome instanceof TaskOutcome.Failed failed) {
            // Thrown, it would go past a multi-instance task to whoever brought the result.
            ErrorPropagation.propagateError(new BpmnError(failed.error(), failed.message()), execution);
        } else {
            leave(execution);
        }
    }
}
