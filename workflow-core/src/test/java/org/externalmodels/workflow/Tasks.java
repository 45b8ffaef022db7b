package org.externalmodels.workflow;

import org.externalmodels.inference.ModelConnectionFactory;

/** Tasks of an engine that calls models. */
final class Tasks {

    static final WaitingActivity HERE = new WaitingActivity("core", "default", "instance-7", "extract-1");

    private Tasks() {}

    static ModelTasks of(ModelConnectionFactory models) {
        return new ModelTasks(() -> models, () -> {
            throw new AssertionError("Nothing was to be submitted");
        });
    }
}
