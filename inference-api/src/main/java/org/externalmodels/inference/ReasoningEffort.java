package org.externalmodels.inference;

/** How much a reasoning model shall think before it answers. A provider that has no more than HIGH takes the rest for that. */
public enum ReasoningEffort {
    NONE,
    MINIMAL,
    LOW,
    MEDIUM,
    HIGH,
    XHIGH,
    MAX
}
