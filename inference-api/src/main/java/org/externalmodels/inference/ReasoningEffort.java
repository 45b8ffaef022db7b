package org.externalmodels.inference;

/** How much a reasoning model shall think before it answers. */
public enum ReasoningEffort {
    NONE,
    MINIMAL,
    LOW,
    MEDIUM,
    HIGH
}
