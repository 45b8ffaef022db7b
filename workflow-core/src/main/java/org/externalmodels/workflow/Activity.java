package org.externalmodels.workflow;

import java.util.Objects;

/**
 * Where in a workflow a model is asked.
 *
 * @param process the key of the process, which its author knows
 * @param instance the id of the process instance
 * @param id the id of the activity in the process
 */
public record Activity(String process, String instance, String id) {

    public Activity {
        Objects.requireNonNull(process, "process");
        Objects.requireNonNull(instance, "instance");
        Objects.requireNonNull(id, "id");
    }

    @Override
    public String toString() {
        return "Activity " + id + " of process " + process;
    }
}
