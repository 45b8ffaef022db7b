package org.externalmodels.workflow;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.externalmodels.inference.InferenceResult;

/** Brings results to the tasks of one engine, and nothing to a task that does not wait for it. Shared by threads. */
public final class Arrivals {

    private static final Logger LOG = System.getLogger(Arrivals.class.getName());

    private final String plugin;
    private final String engine;
    private final BiFunction<WaitingActivity, InferenceResult, Optional<Arrival>> tasks;

    /**
     * Brings results of submissions of this engine to its tasks.
     *
     * @param tasks what becomes of a result there; empty if the engine knows neither of a task that waits for it nor of one
     *     that did
     */
    public Arrivals(
            String plugin, String engine, BiFunction<WaitingActivity, InferenceResult, Optional<Arrival>> tasks) {
        this.plugin = Objects.requireNonNull(plugin, "plugin");
        this.engine = Objects.requireNonNull(engine, "engine");
        this.tasks = Objects.requireNonNull(tasks, "tasks");
    }

    /**
     * Brings a result to the task that waits for it. One may be faster than the transaction that submitted it, of which the
     * engine's database is another branch; so what the engine does not know is delivered again, and never dropped.
     *
     * @throws IllegalStateException if the engine does not know the task
     */
    public Arrival take(InferenceResult result) {
        Arrival arrival = WaitingActivity.of(result.correlationId())
                .filter(activity ->
                        activity.plugin().equals(plugin) && activity.engine().equals(engine))
                .map(activity -> tasks.apply(activity, result).orElseThrow(() -> unknown(result)))
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

    private IllegalStateException unknown(InferenceResult result) {
        return new IllegalStateException("The engine " + engine + " knows no task for " + result
                + ": the transaction that submitted it is not over, or rolled back, or the engine's history is gone.");
    }
}
