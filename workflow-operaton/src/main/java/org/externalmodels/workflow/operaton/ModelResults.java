package org.externalmodels.workflow.operaton;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.externalmodels.inference.InferenceResult;
import org.externalmodels.workflow.Arrival;
import org.externalmodels.workflow.Arrivals;
import org.externalmodels.workflow.ArrivingResult;
import org.externalmodels.workflow.WaitingActivity;
import org.operaton.bpm.engine.ProcessEngine;
import org.operaton.bpm.engine.RuntimeService;
import org.operaton.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.operaton.bpm.engine.runtime.ActivityInstance;

/**
 * Brings the results of submissions to the tasks of an engine that wait for them. The message-driven bean of a process
 * application delegates to it:
 *
 * <pre>{@code
 * @MessageDriven(activationConfig = {
 *     @ActivationConfigProperty(propertyName = "destinationName", propertyValue = "claims"),
 *     @ActivationConfigProperty(propertyName = "correlationPrefix", propertyValue = "operaton/default/")
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
 * before, or whose process is gone, as the engine's history tells. A failure that the process does not handle is an incident
 * of the type {@link #INCIDENT}; a signal to the task's execution makes it ask again. Shared by threads.
 */
public final class ModelResults {

    /** The type of incidents of tasks whose submission failed. */
    public static final String INCIDENT = "externalModelFailed";

    private final ProcessEngineConfigurationImpl configuration;
    private final Arrivals arrivals;

    public ModelResults(ProcessEngine engine) {
        configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
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
        return configuration.getCommandExecutorTxRequired().execute(context -> {
            Optional<String> execution = execution(activity);
            return execution.isPresent()
                    ? take(execution.get(), activity, result)
                    : Optional.of(Arrival.DROPPED).filter(dropped -> hasEnded(activity));
        });
    }

    private Optional<Arrival> take(String execution, WaitingActivity activity, InferenceResult result) {
        return Waiting.kept(name -> runtime().getVariable(execution, name), activity.place())
                .arrival(result, () -> resume(execution, result));
    }

    private boolean hasEnded(WaitingActivity activity) {
        return configuration
                        .getHistoryService()
                        .createHistoricActivityInstanceQuery()
                        .activityInstanceId(activity.place())
                        .finished()
                        .count()
                > 0;
    }

    private Arrival resume(String execution, InferenceResult result) {
        ArrivingResult arriving = new ArrivingResult(result);
        runtime().signal(execution, null, arriving, null);
        return arriving.arrival();
    }

    private Optional<String> execution(WaitingActivity activity) {
        return Stream.ofNullable(runtime().getActivityInstance(activity.instance()))
                .flatMap(ModelResults::all)
                .filter(instance -> instance.getId().equals(activity.place()))
                .flatMap(instance -> Arrays.stream(instance.getExecutionIds()))
                .findFirst();
    }

    private static Stream<ActivityInstance> all(ActivityInstance instance) {
        return Stream.concat(
                Stream.of(instance),
                Arrays.stream(instance.getChildActivityInstances()).flatMap(ModelResults::all));
    }

    private RuntimeService runtime() {
        return configuration.getRuntimeService();
    }
}
