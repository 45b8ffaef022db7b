package org.externalmodels.sandbox.model;

/** Why the model stopped. */
public enum FinishReason {
    STOP,
    LENGTH,
    TOOL_CALLS
}
