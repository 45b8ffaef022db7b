package org.externalmodels.registry.definition;

/** How a model was added. */
public enum Integration {
    /** A known provider, guided. */
    EASY,
    /** Any HTTP endpoint. */
    API
}
