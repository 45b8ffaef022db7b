package org.externalmodels.workflow;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.function.BiFunction;
import org.externalmodels.inference.InferenceResult;

/** Brings results to the tasks of one engine, and nothing to a task that does not wait for it. Shared by threads. */
public final class Arrivals {

    private static final Logger LOG = System.getLogger(Arrivals.class.getName());

    private final String plugin;
    private final String engine;
    private final BiFunction<WaitingActivity, InferenceResult, Arrival> tasks;

    /** Brings results of submissions of this engine to its tasks. */
    public Arrivals(String plugin, String engine, BiFunction<WaitingActivity, InferenceResult, Arrival> tasks) {
        this.plugin = Objects.requireNonNull(plugin, "plugin");
        this.engine = Objects.requireNonNull(engine, "engine");
        this.tasks = Objects.requireNonNull(tasks, "tasks");
    }

    /** Brings a result to the task that waits for it. */
    public Arrival take(InferenceResult result) {
        Arrival arrival = WaitingActivity.of(result.correlationId())
                .filter(activity ->
                        activity.plugin().equals(plugin) && activity.engine().equals(engine))
                .map(activity -> tasks.apply(activity, result))
                .orElse(Arrival.FOREIGN);
        switch (arrival) {
            case TAKEN -> {}
            case REPORTED -> LOG.log(Level.WARNING, "A failure that its process does not handle: {0}", result);
            case DROPPED -> LOG.log(Level.INFO, "Dropped, because no task waits for it any more: {0}", result);
            case FOREIGN ->
                LOG.log(Level.WARNING, "Dropped, because it is not of a task of {0}/{1}: {2}", plugin, engine, result);
        }
        return arrival;
    }
}
