package org.externalmodels.workflow;

/** What became of a result that arrived. */
public enum Arrival {
    /** The task that waited for it took it, and its process went on. */
    TAKEN,
    /** It is a failure that the process does not handle; the task waits until it is told to ask again. */
    REPORTED,
    /** No task waits for it: late, delivered before, or of a task or process that is gone. */
    DROPPED,
    /** It is not of a task of this engine. */
    FOREIGN
}
