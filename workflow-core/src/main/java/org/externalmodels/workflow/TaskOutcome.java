package org.externalmodels.workflow;

import java.util.Map;

/** What became of a task. */
public sealed interface TaskOutcome {

    /** The process variables to set: texts, and structures as maps and lists of texts, numbers, booleans, null. */
    Map<String, Object> variables();

    /** The model answered. */
    record Answered(Map<String, Object> variables) implements TaskOutcome {}

    /**
     * It failed, and the process handles that.
     *
     * @param error the code of the BPMN error to raise
     * @param message what happened, without secrets
     */
    record Failed(Map<String, Object> variables, String error, String message) implements TaskOutcome {}

    /**
     * The result comes later, and the task waits for it.
     *
     * @param submissionId of the request, which the result will have
     */
    record Submitted(String submissionId) implements TaskOutcome {
        @Override
        public Map<String, Object> variables() {
            return Map.of();
        }
    }
}
