package org.externalmodels.workflow;

import java.util.EnumMap;
import java.util.Map;

/** The fields of a task as an engine would have evaluated them. */
final class GivenFields {

    private final Map<TaskField, Object> values = new EnumMap<>(TaskField.class);
    private Object processTimeout;

    /** Everything that a task needs. */
    static GivenFields complete() {
        return new GivenFields()
                .with(TaskField.MODEL, SandboxedModels.MODEL)
                .with(TaskField.PROMPT, "one two three")
                .with(TaskField.RESULT_VARIABLE, "answer");
    }

    GivenFields with(TaskField field, Object value) {
        values.put(field, value);
        return this;
    }

    GivenFields withProcessTimeout(Object value) {
        processTimeout = value;
        return this;
    }

    TaskFields fields() {
        return new TaskFields(new Activity("claim", "instance-7", "extract"), values::get, processTimeout);
    }
}
