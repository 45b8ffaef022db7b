package org.externalmodels.registry.model;

/** What a revision is to its model. */
public enum RevisionStatus {
    /** Calls are made by it, if the model is switched on. */
    SERVED,
    /** It is being edited. */
    DRAFT,
    /** It served once. */
    FORMER
}
