package org.externalmodels.registry.catalog;

/** Where a model is in its life. */
public enum ModelStatus {
    /** It was never confirmed; it can only be tested. */
    DRAFT,
    /** A revision serves. */
    ACTIVE
}
