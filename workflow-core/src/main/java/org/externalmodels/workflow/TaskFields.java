package org.externalmodels.workflow;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The fields of a task as its engine evaluated them. Only the author's own expressions were; what they gave, people's text
 * among it, is taken as it is.
 */
public final class TaskFields {

    /** What the names of properties in a process begin with. */
    public static final String PROPERTY_PREFIX = "externalModels.";

    /** The property of a process that limits each of its calls. */
    public static final String PROCESS_TIMEOUT = PROPERTY_PREFIX + "timeout";

    private final Activity activity;
    private final Function<TaskField, Object> values;
    private final Object processTimeout;

    /**
     * Reads the fields of a task when they are needed.
     *
     * @param values gives the value of a field, {@code null} if there is none
     * @param processTimeout the value of the process' property {@link #PROCESS_TIMEOUT}, {@code null} if it has none
     */
    public TaskFields(Activity activity, Function<TaskField, Object> values, Object processTimeout) {
        this.activity = Objects.requireNonNull(activity, "activity");
        this.values = Objects.requireNonNull(values, "values");
        this.processTimeout = processTimeout;
    }

    public Activity activity() {
        return activity;
    }

    /** The words of a field; structures as JSON. Empty if there are none. */
    public Optional<String> text(TaskField field) {
        return Optional.ofNullable(values.apply(field)).map(Json::text).filter(text -> !text.isBlank());
    }

    String required(TaskField field) {
        return text(field).orElseThrow(() -> invalid(field, "is required and has no value."));
    }

    /** A name: as {@link #text} without spaces around it. */
    Optional<String> name(TaskField field) {
        return text(field).map(String::strip);
    }

    Optional<String> processTimeout() {
        return Optional.ofNullable(processTimeout)
                .map(value -> value.toString().strip())
                .filter(text -> !text.isEmpty());
    }

    InvalidTaskException invalid(TaskField field, String problem) {
        return new InvalidTaskException(activity, field.toString(), problem);
    }
}
