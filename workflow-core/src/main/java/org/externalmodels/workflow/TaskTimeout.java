package org.externalmodels.workflow;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;

/**
 * The most time a call may take. That of the process wins over that of the task, and that over the model's own. Where nobody
 * set one it is {@link #DEFAULT}.
 */
final class TaskTimeout {

    static final Duration DEFAULT = Duration.ofMinutes(1);

    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private TaskTimeout() {}

    /** What the process or the task says; empty if the model decides. Both are checked, whichever wins. */
    static Optional<Duration> of(TaskFields fields) {
        Optional<Duration> process = fields.processTimeout()
                .map(text -> limit(text, fields.activity(), "process property " + TaskFields.PROCESS_TIMEOUT));
        Optional<Duration> task = fields.name(TaskField.TIMEOUT)
                .map(text -> limit(text, fields.activity(), TaskField.TIMEOUT.toString()));
        return process.or(() -> task);
    }

    private static Duration limit(String text, Activity activity, String where) {
        Duration limit;
        try {
            limit = text.startsWith("P") ? Duration.parse(text) : Duration.ofSeconds(Long.parseLong(text));
        } catch (DateTimeException | NumberFormatException | ArithmeticException notATime) {
            throw new InvalidTaskException(
                    activity, where, "“" + text + "” is no time; seconds such as 60, or PT1M30S, are.");
        }
        if (limit.compareTo(SHORTEST) < 0 || limit.compareTo(LONGEST) > 0) {
            throw new InvalidTaskException(activity, where, text + " is not between 30 and 180 seconds.");
        }
        return limit;
    }
}
