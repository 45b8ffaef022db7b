package org.externalmodels.inference;

/** Why an answer ended, in one vocabulary for all providers. */
public enum FinishReason {
    /** The model was done, or met a stop text. */
    STOP,
    /** The most tokens were reached. */
    LENGTH,
    /** It wants tools run. */
    TOOL_CALLS,
    /** The provider withheld something. */
    CONTENT_FILTER,
    /** The provider gave a reason that is none of these. */
    OTHER,
    /** The provider gave none. */
    UNKNOWN
}
