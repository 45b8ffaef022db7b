package org.externalmodels.workflow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.inference.InferenceResult;

/**
 * A real engine on a database in memory, for the tests of a class. Jobs and timers run when a test says so. It knows
 * processes by the ids of their instances, and activities of those that run by their own.
 */
public interface WorkflowEngine extends AutoCloseable {

    Claim.Notation notation();

    /** What the correlation ids of the activity {@code extract} begin with. */
    String correlation(String instance);

    /** From now on it has this bean. */
    void give(String name, Object bean);

    /** Leaves nothing to the next test. */
    void clear();

    /** Deploys a process whose id is {@code claim}. */
    void deploy(String process);

    String start(Map<String, Object> variables);

    void delete(String instance);

    boolean hasEnded(String instance);

    /** How many instances there are that have not ended. */
    long running();

    List<String> activities(String instance);

    /** What a variable is, also after the end of its process. */
    Object variable(String instance, String name);

    /** What a variable is in which the engine keeps a structure; whole numbers are long. */
    Map<String, Object> structure(String instance, String name);

    void setVariable(String instance, String name, Object value);

    boolean isIn(String activity);

    void completeTask(String activity);

    /** Runs the one job there is, also one that the engine would repeat later. */
    void runJob();

    /** Runs jobs until there are none. */
    void runJobs();

    /** How often the one job there is may still fail. */
    int retries();

    /** Runs the one timer there is as if it had run out. */
    void runTimer();

    /** Makes an activity that waits go on, as operators can. */
    void wake(String activity);

    /** What the engine shows operators of a result that failed; empty if nothing. */
    Optional<String> failure(String activity);

    /** Delivers a result. */
    Arrival take(InferenceResult result);

    /** Whether a delivery failed only because another one was faster. */
    boolean isConflict(RuntimeException failure);

    /** Does something after the transaction that this thread is in. */
    void afterCommit(Runnable work);

    @Override
    void close();
}
