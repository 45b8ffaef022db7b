package org.externalmodels.inference.spi;

/** How much of a call is kept with its trace. */
public enum BodyCapture {
    /** Neither request nor answer. */
    OFF,
    /** Parameters and sizes. */
    METADATA,
    /** Both whole, secrets masked. */
    FULL
}
