package org.externalmodels.workflow.flowable;

import java.util.Optional;
import org.externalmodels.inference.InferenceResult;
import org.externalmodels.workflow.Arrival;
import org.externalmodels.workflow.Arrivals;
import org.externalmodels.workflow.ArrivingResult;
import org.externalmodels.workflow.WaitingActivity;
import org.flowable.common.engine.impl.interceptor.CommandContext;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.impl.persistence.entity.ActivityInstanceEntity;
import org.flowable.engine.impl.persistence.entity.ExecutionEntity;
import org.flowable.engine.impl.util.CommandContextUtil;

/**
 * Brings the results of submissions to the tasks of an engine that wait for them. The message-driven bean of a process
 * application delegates to it:
 *
 * <pre>{@code
 * @MessageDriven(activationConfig = {
 *     @ActivationConfigProperty(propertyName = "destinationName", propertyValue = "claims"),
 *     @ActivationConfigProperty(propertyName = "correlationPrefix", propertyValue = "flowable/default/")
 * })
 * public class ClaimResults implements InferenceListener {
 *     @Override
 *     public void onResult(InferenceResult result) {
 *         results.take(result);
 *     }
 * }
 * }</pre>
 *
 * <p>A result whose task does not wait for it any more is dropped with a line in the log: one that is late, or was delivered
 * before, or whose process is gone, as the engine's history tells. A failure that the process does not handle is kept in the
 * local variable {@link #FAILURE} of the execution; a trigger of it makes the task ask again. Shared by threads.
 */
public final class ModelResults {

    /** The variable of executions whose submission failed, with code and message. */
    public static final String FAILURE = "externalModelsFailure";

    private final ProcessEngine engine;
    private final Arrivals arrivals;

    public ModelResults(ProcessEngine engine) {
        this.engine = engine;
        arrivals = new Arrivals(Waiting.PLUGIN, engine.getName(), this::take);
    }

    /**
     * Brings a result to the task that waits for it, in the transaction of the caller if the engine takes part in it.
     *
     * @throws RuntimeException if what comes after the task fails, the process was changed by somebody else meanwhile, or the
     *     engine does not know the task, whose transaction may not be over; nothing has happened then, and the result is to
     *     be delivered again
     */
    public Arrival take(InferenceResult result) {
        return arrivals.take(result);
    }

    /** One command, so that whether the task waits is looked at and ended by the same transaction. */
    private Optional<Arrival> take(WaitingActivity activity, InferenceResult result) {
        return engine.getManagementService().executeCommand(context -> {
            ExecutionEntity execution = execution(context, activity);
            return execution == null
                    ? Optional.of(Arrival.DROPPED).filter(dropped -> hasEnded(activity))
                    : Waiting.kept(execution).arrival(result, () -> resume(execution, result));
        });
    }

    private Arrival resume(ExecutionEntity execution, InferenceResult result) {
        ArrivingResult arriving = new ArrivingResult(result);
        Waiting.bring(execution, arriving);
        engine.getRuntimeService().trigger(execution.getId());
        return arriving.arrival();
    }

    /** {@code null} if the activity has ended, or is not known. */
    private static ExecutionEntity execution(CommandContext context, WaitingActivity activity) {
        ActivityInstanceEntity instance =
                CommandContextUtil.getActivityInstanceEntityManager(context).findById(activity.place());
        return instance == null || instance.getEndTime() != null
                ? null
                : CommandContextUtil.getExecutionEntityManager(context).findById(instance.getExecutionId());
    }

    private boolean hasEnded(WaitingActivity activity) {
        return engine.getHistoryService()
                        .createHistoricActivityInstanceQuery()
                        .activityInstanceId(activity.place())
                        .finished()
                        .count()
                > 0;
    }
}
