package org.externalmodels.sandbox.model;

/** The sandbox cannot make a document for this schema; the message says which keyword stood in the way. */
public final class UnsatisfiableSchema extends RuntimeException {
    UnsatisfiableSchema(String message) {
        super(message);
    }
}
